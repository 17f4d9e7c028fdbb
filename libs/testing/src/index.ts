export * from './database/role-clients.js';
export * from './database/test-database.js';
export { asSuperuser } from './database/test-server.js';
export { RawConnection } from './raw-connection.js';
export { type Route, routesOf } from './routes.js';
