import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AdminListing, AdminListingsPage } from '@initialsdb/contracts/admin';
import type { ToastOptions } from '@initialsdb/ui';
import { answerWith, problem, type Answers } from '@initialsdb/web/testing/answers';
import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { aListing } from '../../testing/listing.js';
import { listingsKey } from './shown-listings.js';
import { CountChangedError } from './visibility-api.js';
import { VisibilityChanges } from './visibility-changes.js';

const at = new Date().toISOString();
const byAnn = { actor: 'ann', reason: 'spam' as const, at };
let client: QueryClient;
let toasts: ToastOptions[];
let changes: VisibilityChanges;

function shown(): AdminListing[] {
  const data = client.getQueryData<InfiniteData<AdminListingsPage>>(listingsKey);
  return data?.pages.flatMap((page) => page.listings) ?? [];
}

/** Answers PATCH as the API does: the version must be the present one. */
function listingRoutes(present: AdminListing): Answers {
  return {
    'PATCH /api/listings/42': ({ body }) => {
      const change = body as { isHidden: boolean; version: number; reason?: 'spam' };
      if (change.version !== present.version) return problem('CONFLICT', { listing: present });
      present = {
        ...present,
        isHidden: change.isHidden,
        version: present.version + 1,
        lastAction: { actor: 'me', reason: change.reason ?? null, at },
      };
      return { status: 200, body: { listing: present } };
    },
    'GET /api/listings/42': () => ({ status: 200, body: { listing: present } }),
  };
}

beforeEach(() => {
  client = new QueryClient();
  toasts = [];
  changes = new VisibilityChanges(client, (toast) => toasts.push(toast));
  const page: AdminListingsPage = { listings: [aListing({ id: 43 }), aListing()], nextCursor: null, total: 2 };
  client.setQueryData(listingsKey, { pages: [page], pageParams: [null] });
});

describe('one listing', () => {
  it('is changed in its place, told of, and put back by Undo, which can be undone too', async () => {
    answerWith(listingRoutes(aListing()));
    await changes.apply({ kind: 'one', listing: aListing() }, { isHidden: true, reason: 'spam' });
    expect(shown().map(({ id, isHidden }) => [id, isHidden])).toEqual([
      [43, false],
      [42, true],
    ]);
    expect(toasts[0]).toMatchObject({ message: 'Hid 1 listing as spam', action: { label: 'Undo' } });
    await changes.undoLast();
    expect(shown()[1]).toMatchObject({ isHidden: false, version: 3 });
    await changes.undoLast();
    expect(shown()[1]).toMatchObject({ isHidden: true, version: 4, lastAction: { reason: 'spam' } });
  });

  it('is shown as it is now where somebody else was first, and there is nothing to undo', async () => {
    const present = aListing({ isHidden: true, version: 2, lastAction: byAnn });
    const { requests } = answerWith(listingRoutes(present));
    const isDone = await changes.attempt({ kind: 'one', listing: aListing() }, { isHidden: false });
    expect(isDone).toBe(false);
    expect(shown()[1]).toEqual(present);
    expect(toasts[0]?.message).toBe('Nothing was changed: listing 42 was hidden as spam by ann just now.');
    await changes.undoLast();
    expect(requests).toEqual(['PATCH /api/listings/42']);
  });

  it('is not put back over what somebody else did since', async () => {
    answerWith(listingRoutes(aListing()));
    await changes.apply({ kind: 'one', listing: aListing() }, { isHidden: true, reason: 'spam' });
    const present = aListing({ isHidden: false, version: 5, lastAction: { ...byAnn, reason: null } });
    answerWith(listingRoutes(present));
    await changes.undoLast();
    expect(toasts.at(-1)?.message).toBe('Nothing was changed: listing 42 was made visible by ann just now.');
    expect(shown()[1]).toEqual(present);
  });

  it('can be undone again after no answer came', async () => {
    answerWith(listingRoutes(aListing()));
    await changes.apply({ kind: 'one', listing: aListing() }, { isHidden: true, reason: 'spam' });
    answerWith({});
    await changes.undoLast();
    expect(toasts.at(-1)).toMatchObject({ isError: true });
    answerWith(listingRoutes(aListing({ isHidden: true, version: 2, lastAction: byAnn })));
    await changes.undoLast();
    expect(shown()[1]).toMatchObject({ isHidden: false, version: 3 });
  });

  it('that its poster deleted meanwhile is said to be gone', async () => {
    answerWith({ 'PATCH /api/listings/42': () => problem('NOT_FOUND') });
    await changes.attempt({ kind: 'one', listing: aListing() }, { isHidden: false });
    expect(toasts[0]?.message).toBe('Listing 42 is gone: its poster deleted it.');
  });
});

describe('a batch', () => {
  const batch = {
    id: 7,
    isHidden: true,
    reason: 'spam',
    note: null,
    actor: 'me',
    at,
    changed: 3,
    undoneAt: null,
    undoneBy: null,
  };

  it('changes nothing where another number matches, and says both', async () => {
    answerWith({
      'POST /api/visibility-batches': () => problem('CONFLICT', { count: 216, expectedCount: 214 }),
    });
    const target = { kind: 'filter', filter: { q: 'casino' }, count: 214 } as const;
    const refusal = changes.apply(target, { isHidden: true, reason: 'spam' });
    await expect(refusal).rejects.toEqual(new CountChangedError(216, 214));
    expect(toasts).toEqual([]);
  });

  it('names what its undo left as others changed it', async () => {
    answerWith({
      ...listingRoutes(aListing()),
      'POST /api/visibility-batches': () => ({ status: 201, body: { batch } }),
      'DELETE /api/visibility-batches/7': () => ({
        status: 200,
        body: {
          reverted: 1,
          skipped: 2,
          skippedListings: [
            { id: 42, lastAction: byAnn },
            { id: 43, lastAction: null },
          ],
        },
      }),
    });
    await changes.apply({ kind: 'ids', ids: [41, 42, 43, 44] }, { isHidden: true, reason: 'spam' });
    expect(toasts[0]?.message).toBe('Hid 3 listings as spam; 1 was hidden already');
    await changes.undoLast();
    expect(toasts[1]?.message).toBe(
      'Put back 1 listing. Left as changed since: 42 (changed by ann), 43 (changed or deleted).',
    );
  });
});
