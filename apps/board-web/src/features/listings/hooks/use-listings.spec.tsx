import { afterEach, describe, expect, it } from '@jest/globals';
import type { ListingsPage } from '@initialsdb/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { answerWith, problem, type Answer } from '@initialsdb/web/testing/answers';
import { useListings } from './use-listings.js';

afterEach(cleanup);

/** Ids of a page's listings, and whether it is the last. */
const page = (ids: number[], isLast = false): Answer => {
  const listings = ids.map((id) => ({ id, body: `Listing ${id}`, createdAt: '2026-11-23T14:00:00.000Z' }));
  const body: ListingsPage = { listings, nextCursor: isLast ? null : String(1000 - ids.length) };
  return { status: 200, body };
};

/** Searches a board that answers so, the last answer again and again. */
function search(...answers: Answer[]) {
  const network = answerWith({
    'GET /api/listings': () => (answers.length > 1 ? answers.shift()! : answers[0]!),
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useListings('word'), { wrapper });
  return { found: () => result.current, ...network };
}

const settled = (found: () => ReturnType<typeof useListings>) =>
  waitFor(() => expect([found().isLoadingMore, found().isFirstLoad]).toEqual([false, false]));

describe('a search whose pages are short', () => {
  it('goes on by itself until there is a page’s worth', async () => {
    const full = Array.from({ length: 20 }, (_, n) => 100 - n);
    const { found, requests } = search(page([]), page([201, 200]), page(full));
    await settled(found);
    expect(found().listings.map(({ id }) => id)).toEqual([201, 200, ...full]);
    expect(requests).toHaveLength(3);
  });

  it('ends where there is no more', async () => {
    const { found, requests } = search(page([]), page([7], true));
    await settled(found);
    expect(found()).toMatchObject({ hasMore: false, error: null });
    expect(requests).toHaveLength(2);
  });

  it('waits for "Load more" after four pages, as each costs the client a read', async () => {
    const { found, requests } = search(page([]));
    await settled(found);
    expect(requests).toHaveLength(4);
    expect(found()).toMatchObject({ listings: [], hasMore: true });
    act(() => found().loadMore());
    await waitFor(() => expect(requests).toHaveLength(8));
    await settled(found);
    expect(requests).toHaveLength(8);
  });

  it('stops where it is refused, keeps what it has, and goes on when asked to', async () => {
    const refused = problem('RATE_LIMITED', {}, { 'Retry-After': '7' });
    const { found, requests } = search(page([9]), refused, page([8], true));
    await waitFor(() => expect(found().error).not.toBeNull());
    await settled(found);
    expect(requests).toHaveLength(2);
    expect(found().listings.map(({ id }) => id)).toEqual([9]);
    act(() => found().retry());
    await waitFor(() => expect(found().listings.map(({ id }) => id)).toEqual([9, 8]));
    expect(found()).toMatchObject({ hasMore: false, error: null });
  });
});
