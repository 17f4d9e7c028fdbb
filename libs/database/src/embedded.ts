// Entry `@initialsdb/database/embedded`: what only the commands and the tests need, kept out of the APIs' bundles.
export * from './embedded/index.js';
