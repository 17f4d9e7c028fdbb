import type { Block } from '@initialsdb/contracts/admin';
import { AlertDialog, Button, formatCount, Time, useToast } from '@initialsdb/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { faultText } from '../../../lib/fault-text.js';
import { EmptyNote, FaultNote, LoadingNote, LoadMore, PageHeading } from '../../../lib/page-parts.js';
import { paths } from '../../../lib/paths.js';
import { Cell, DataRow, DataTable, TimeUntil } from '../../../lib/data-table.js';
import { blocksKey, blocksQuery, removeBlock } from '../api/blocks.js';
import { BlockDialog } from './block-dialog.js';

/** Who may not write, until when, and how often they tried. */
export function Blocks() {
  const query = useInfiniteQuery(blocksQuery());
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<Block>();
  const blocks = query.data?.pages.flatMap((page) => page.blocks) ?? [];
  return (
    <>
      <PageHeading title="Blocks" actions={<Button onClick={() => setIsAdding(true)}>Block a poster</Button>}>
        Posters whose posts and reports are refused.
      </PageHeading>
      {query.isLoading && !query.error && <LoadingNote />}
      {query.error && blocks.length === 0 && <FaultNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && blocks.length === 0 && <EmptyNote>Nobody is blocked.</EmptyNote>}
      {blocks.length > 0 && (
        <DataTable label="Blocks" columns={['Poster', 'Scope', 'Reason', 'Hits', 'Last hit', 'Ends', 'Since', '']}>
          {blocks.map((block) => (
            <BlockRow key={block.id} block={block} onRemove={() => setRemoving(block)} />
          ))}
        </DataTable>
      )}
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        error={blocks.length > 0 ? query.error : null}
        onLoadMore={() => void query.fetchNextPage()}
      />
      {isAdding && <BlockDialog onClose={() => setIsAdding(false)} />}
      {removing && <RemoveDialog block={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}

function BlockRow({ block, onRemove }: { block: Block; onRemove: () => void }) {
  return (
    <DataRow>
      <Cell>
        {block.poster === null ? (
          <span title="Erased for its age">–</span>
        ) : (
          <Link
            to={paths.listings(new URLSearchParams({ poster: block.poster }).toString())}
            className="font-mono text-sm underline-offset-4 hover:underline"
          >
            {block.poster.slice(0, 8)}
          </Link>
        )}
      </Cell>
      <Cell>{block.scope}</Cell>
      <Cell className="min-w-40 [overflow-wrap:anywhere]">
        {block.reason || <span className="text-soft">none given</span>}
      </Cell>
      <Cell isNumber label="hits">
        {formatCount(block.hits)}
      </Cell>
      <Cell isNumber label="last">
        {block.lastHitAt ? <Time at={block.lastHitAt} /> : 'never'}
      </Cell>
      <Cell isNumber label="ends">
        {block.expiresAt ? <TimeUntil at={block.expiresAt} /> : 'when removed'}
      </Cell>
      <Cell isNumber label="since">
        <Time at={block.createdAt} /> by {block.createdBy}
      </Cell>
      <Cell>
        <Button size="sm" aria-label={`Remove block ${ofWhom(block)}`} onClick={onRemove}>
          Remove
        </Button>
      </Cell>
    </DataRow>
  );
}

/** Who it stops, in short; of those whose pseudonym is erased the number is left. */
function ofWhom({ id, poster }: Block): string {
  return poster === null ? String(id) : `of ${poster.slice(0, 8)}`;
}

function RemoveDialog({ block, onClose }: { block: Block; onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const removal = useMutation({
    mutationFn: () => removeBlock(block.id),
    onSuccess: async () => {
      onClose();
      toast({ message: 'The block is removed.' });
      await client.invalidateQueries({ queryKey: blocksKey });
    },
  });
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Remove this block?"
      description={
        block.poster === null
          ? 'It is over already; its record goes.'
          : `Poster ${block.poster.slice(0, 8)} can write again at once.`
      }
      confirm="Remove"
      isBusy={removal.isPending}
      onConfirm={() => removal.mutate()}
    >
      <p role="alert" className="mt-3 text-sm text-danger empty:hidden">
        {removal.isError && faultText(removal.error)}
      </p>
    </AlertDialog>
  );
}
