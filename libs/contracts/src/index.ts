export * from './fold.js';
export * from './listings.js';
export * from './problem.js';
export * from './proof-of-work.js';
export * from './reports.js';
export * from './search-query.js';
export * from './text.js';
