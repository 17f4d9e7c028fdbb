import type { SavedView } from '@initialsdb/contracts/admin';
import { Button, Dialog } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { faultText } from '../../../lib/fault-text.js';
import { deleteView, viewsQuery } from '../api/views.js';

/** Removes saved views. */
export function ManageViewsDialog({ views, onClose }: { views: SavedView[]; onClose: () => void }) {
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: deleteView,
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery().queryKey }),
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Saved views"
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <ul className="mt-4 border-t border-line">
        {views.map((view) => (
          <li key={view.id} className="flex items-center justify-between gap-4 border-b border-line py-2 text-md">
            <span className="min-w-0 truncate">{view.name}</span>
            <Button
              size="sm"
              aria-label={`Remove ${view.name}`}
              aria-disabled={removal.isPending}
              onClick={() => removal.mutate(view.id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {views.length === 0 && <p className="mt-4 text-md text-soft">No saved views.</p>}
      <p role="alert" className="mt-3 text-sm text-danger empty:hidden">
        {removal.isError && faultText(removal.error)}
      </p>
    </Dialog>
  );
}
