export * from './http.js';
export * from './query-client.js';
export * from './stored-value.js';
export * from './use-scroll-restoration.js';
export * from './use-search-text.js';
export * from './use-seconds-until.js';
export * from './use-typed-text.js';
