import { Injectable } from '@nestjs/common';
import { Readiness } from '@initialsdb/server';
import { Databases } from './databases.js';

/** The board can serve when it reaches its database. */
@Injectable()
export class DatabaseReadiness extends Readiness {
  constructor(private readonly databases: Databases) {
    super();
  }

  async check(): Promise<void> {
    await this.databases.reads.sql.query('SELECT 1');
  }
}
