export * from './database/test-database.js';
export { asSuperuser } from './database/test-server.js';
