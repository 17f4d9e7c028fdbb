import {
  blockAnswerSchema,
  blockPreviewSchema,
  blocksPageSchema,
  type Block,
  type BlockScope,
  type CreateBlock,
} from '@initialsdb/contracts/admin';
import { requestEmpty, requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

export const blocksKey = ['blocks'] as const;
const pageLimit = 50;

/** The blocks in force, newest first, of everybody or of one poster; all pages loaded so far. */
export function blocksQuery(poster = '') {
  return infiniteQueryOptions({
    queryKey: [...blocksKey, poster],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(pageLimit) });
      if (poster !== '') query.set('poster', poster);
      if (pageParam !== null) query.set('cursor', pageParam);
      return requestJson(blocksPageSchema, paths.api.blocks(query), { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: retryWhileNothingIsShown,
  });
}

/** How many listings of the last days a block would have stopped. */
export function blockPreviewQuery(poster: string, scope: BlockScope) {
  return queryOptions({
    queryKey: ['block-preview', poster, scope],
    queryFn: ({ signal }) =>
      requestJson(blockPreviewSchema, paths.api.blockPreview(new URLSearchParams({ poster, scope })), { signal }),
    enabled: poster !== '',
  });
}

/** @throws {ApiError} CONFLICT where such a block is in force already */
export async function createBlock(block: CreateBlock): Promise<Block> {
  return (await requestJson(blockAnswerSchema, paths.api.blocks(), { method: 'POST', body: block })).block;
}

export function removeBlock(id: number): Promise<void> {
  return requestEmpty(paths.api.block(id), { method: 'DELETE' });
}
