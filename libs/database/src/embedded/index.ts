export * from './embedded-postgres.js';
export * from './errors.js';
export type { Postmaster } from './postmaster.js';
export * from './prepare-database.js';
