/** Every URL that the app knows, of its own pages and of the API, in one place. */
export const paths = {
  board: (q = '') => (q === '' ? '/' : `/?${new URLSearchParams({ q })}`),
  listing: (id: number | string) => `/listings/${id}`,
  api: {
    challenge: () => '/pow/challenge',
    listings: () => '/api/listings',
    listingsPage: (query: { q: string; cursor: string | undefined; limit: number }) => {
      const parameters = new URLSearchParams({ limit: String(query.limit) });
      if (query.q !== '') parameters.set('q', query.q);
      if (query.cursor !== undefined) parameters.set('cursor', query.cursor);
      return `/api/listings?${parameters}`;
    },
    count: () => '/api/listings/count',
    listing: (id: number) => `/api/listings/${id}`,
    reports: (listingId: number) => `/api/listings/${listingId}/reports`,
  },
} as const;

/** Patterns of the pages, for the router. */
export const routes = { board: '/', listing: '/listings/:id' } as const;
