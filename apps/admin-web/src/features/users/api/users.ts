import {
  userAnswerSchema,
  usersAnswerSchema,
  type AdminUser,
  type CreateUser,
  type UpdateUser,
} from '@initialsdb/contracts/admin';
import { requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

/** Everybody who may sign in, or might once. */
export function usersQuery() {
  return queryOptions({
    queryKey: ['users'],
    queryFn: async ({ signal }) => (await requestJson(usersAnswerSchema, paths.api.users(), { signal })).users,
    refetchInterval: retryWhileNothingIsShown,
  });
}

/** @throws {ApiError} CONFLICT where the name is taken */
export async function createUser(user: CreateUser): Promise<AdminUser> {
  return (await requestJson(userAnswerSchema, paths.api.users(), { method: 'POST', body: user })).user;
}

/** @throws {ApiError} CONFLICT where nobody would be left to administer */
export async function updateUser({ id, change }: { id: number; change: UpdateUser }): Promise<AdminUser> {
  return (await requestJson(userAnswerSchema, paths.api.user(id), { method: 'PATCH', body: change })).user;
}
