import { FormDialog, TextField, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { faultText } from '../../../lib/fault-text.js';
import { useDraft } from '../../../lib/use-draft.js';
import { createView, viewsQuery } from '../api/views.js';

interface SaveViewDialogProps {
  /** The state to save, as a search string. */
  query: string;
  onClose: () => void;
}

/** Asks for the name of a view. */
export function SaveViewDialog({ query, onClose }: SaveViewDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [name, setName] = useDraft('view-name');
  const saving = useMutation({
    mutationFn: () => createView({ name, query }),
    onSuccess: async (view) => {
      setName('');
      onClose();
      toast({ message: `Saved the view “${view.name}”` });
      await client.invalidateQueries({ queryKey: viewsQuery().queryKey });
    },
  });
  return (
    <FormDialog
      title="Save this view"
      description="Search, filters, order and columns, for you alone."
      submit="Save"
      isPending={saving.isPending}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Name"
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
        fault={saving.isError ? faultText(saving.error) : undefined}
      />
    </FormDialog>
  );
}
