import type { VisibilityBatch } from '@initialsdb/contracts/admin';
import { Button } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { batchUndoText, refusalText } from '../../../lib/visibility/messages.js';
import { refreshListings } from '../../../lib/visibility/shown-listings.js';
import { undoBatch } from '../../../lib/visibility/visibility-api.js';
import { batchesKey } from '../api/batches.js';

/** Takes a batch back, once, and says what came of it: whoever made it, and however long ago. */
export function BatchUndo({ batch }: { batch: VisibilityBatch }) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => undoBatch(batch.id),
    onSuccess: () => refreshListings(client, null),
    onSettled: () => client.invalidateQueries({ queryKey: batchesKey }),
  });
  const outcome = useRef<HTMLOutputElement>(null);
  // The button goes, and with it the focus: what came of it is what is read next.
  useEffect(() => {
    if (undo.isSuccess) outcome.current?.focus();
  }, [undo.isSuccess]);
  const canBeUndone = batch.undoneAt === null && batch.changed > 0;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      {canBeUndone && (
        <Button aria-disabled={undo.isPending} onClick={() => !undo.isPending && undo.mutate()}>
          Undo
        </Button>
      )}
      <output ref={outcome} tabIndex={-1} className="text-md outline-none empty:hidden">
        {undo.data && batchUndoText(undo.data)}
      </output>
      <p role="alert" className="text-md text-danger empty:hidden">
        {undo.isError && refusalText(undo.error)}
      </p>
    </div>
  );
}
