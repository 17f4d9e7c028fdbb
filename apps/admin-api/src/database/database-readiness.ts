import { Injectable } from '@nestjs/common';
import { Readiness } from '@initialsdb/server';
import { AdminDatabase } from './admin-database.js';

/** The console can serve where its role can read what it needs first: its users. */
@Injectable()
export class DatabaseReadiness extends Readiness {
  constructor(private readonly database: AdminDatabase) {
    super();
  }

  async check(): Promise<void> {
    await this.database.reads.query('SELECT FROM users LIMIT 1');
  }
}
