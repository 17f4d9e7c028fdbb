/** Every URL that the app knows, of its own pages and of the API, in one place. */
export const paths = {
  board: (q = '') => (q === '' ? '/' : `/?${new URLSearchParams({ q })}`),
  listing: (id: number | string) => `/listings/${id}`,
  feed: (q = '') => (q === '' ? '/feed.atom' : `/feed.atom?${new URLSearchParams({ q })}`),
  api: {
    challenge: () => '/pow/challenge',
    listings: () => '/api/listings',
    /** As long as the API makes a page by itself. The newest page has no query at all: the API answers that one quickest. */
    listingsPage: ({ q, cursor }: { q: string; cursor: string | undefined }) => {
      const parameters = new URLSearchParams();
      if (q !== '') parameters.set('q', q);
      if (cursor !== undefined) parameters.set('cursor', cursor);
      return parameters.size === 0 ? '/api/listings' : `/api/listings?${parameters}`;
    },
    count: () => '/api/listings/count',
    listing: (id: number) => `/api/listings/${id}`,
    reports: (listingId: number) => `/api/listings/${listingId}/reports`,
  },
} as const;

/** Patterns of the pages, for the router. */
export const routes = { board: '/', listing: '/listings/:id' } as const;
