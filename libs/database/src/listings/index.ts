export * from './board-state.js';
export * from './delete-own-listing.js';
export * from './find-listing.js';
export * from './listing.entity.js';
export * from './newest-listings.js';
export * from './post-listing.js';
export * from './search-listings.js';
