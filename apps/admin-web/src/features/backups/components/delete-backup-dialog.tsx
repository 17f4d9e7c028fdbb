import type { Backup } from '@initialsdb/contracts/admin';
import { FormDialog, TextField, useToast } from '@initialsdb/ui';
import { ApiError } from '@initialsdb/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { backupsKey, deleteBackup } from '../api/backups.js';

interface DeleteBackupDialogProps {
  backup: Backup;
  /** As far as this page knows. */
  isNewestVerified: boolean;
  onClose: () => void;
}

/** Deletes a file for good. For the newest verified one the server asks for its name, and so does this then. */
export function DeleteBackupDialog({ backup, isNewestVerified, onClose }: DeleteBackupDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [confirm, setConfirm] = useState('');
  const deletion = useMutation({
    mutationFn: () => deleteBackup({ id: backup.id, confirm }),
    async onSuccess() {
      onClose();
      toast({ message: backup.file === null ? 'The record is removed.' : `${backup.file} is deleted.` });
      await client.invalidateQueries({ queryKey: backupsKey });
    },
  });
  const { error } = deletion;
  // The server decides: another may have become the newest meanwhile, or none.
  const isRefused = error instanceof ApiError && error.code === 'CONFLICT';
  const needsName = backup.file !== null && (isNewestVerified || isRefused);
  return (
    <FormDialog
      title={backup.file === null ? 'Remove this record?' : 'Delete this backup?'}
      description={
        backup.file === null
          ? 'The run left no file. What happened stays in the audit log.'
          : `${backup.file} is deleted from the board’s machine for good. Copies elsewhere stay.${isNewestVerified ? ' It is the newest backup that is proven to restore: to delete it all the same, type its name.' : ''}`
      }
      submit="Delete"
      look="danger"
      isPending={deletion.isPending}
      fault={deletion.isError && faultText(error)}
      onSubmit={() => deletion.mutate()}
      onClose={onClose}
    >
      {needsName && (
        <TextField
          label="Name of the file"
          required
          autoComplete="off"
          spellCheck={false}
          value={confirm}
          onChange={(event) => setConfirm(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
