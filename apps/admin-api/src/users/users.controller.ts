import { Controller, Get, Patch, Post } from '@nestjs/common';
import {
  type AdminUser,
  type CreateUser,
  createUserSchema,
  type UpdateUser,
  updateUserSchema,
} from '@initialsdb/contracts/admin';
import { JsonBody } from '@initialsdb/server';
import { Allow, CurrentSession } from '../access/access.guard.js';
import { IdParam } from '../paging/id-param.js';
import type { Session } from '../sessions/session-store.js';
import { UsersService } from './users.service.js';

@Controller('api/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Allow('admin')
  async list(): Promise<{ users: AdminUser[] }> {
    return { users: await this.users.list() };
  }

  @Post()
  @Allow('admin')
  async create(
    @CurrentSession() { user }: Session,
    @JsonBody(createUserSchema) wanted: CreateUser,
  ): Promise<{ user: AdminUser }> {
    return { user: await this.users.create(user.username, wanted) };
  }

  @Patch(':id')
  @Allow('admin')
  async update(
    @IdParam() id: number,
    @CurrentSession() { user }: Session,
    @JsonBody(updateUserSchema) change: UpdateUser,
  ): Promise<{ user: AdminUser }> {
    return { user: await this.users.update(user.username, id, change) };
  }
}
