import { Button, DropdownMenu, MenuItem, MenuSeparator, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { paths } from '../../../lib/paths.js';
import { backupsKey, cancelBackup, verifyBackup } from '../api/backups.js';
import type { BackupRowProps } from './backup-row.js';
import { BackupDetailsDialog } from './backup-details-dialog.js';
import { DeleteBackupDialog } from './delete-backup-dialog.js';
import { RestoreDialog } from './restore-dialog.js';

/** What can be done with a backup in its state. */
export function BackupActions({ backup, isNewestVerified, folder, isBusy, withRecentPassword }: BackupRowProps) {
  const [dialog, setDialog] = useState<'delete' | 'details' | 'restore'>();
  const cancel = useChange(() => cancelBackup(backup.id));
  const verify = useChange(() => verifyBackup(backup.id));
  const { id, state, file, sha256 } = backup;
  if (state === 'running') {
    return (
      <Button size="sm" aria-disabled={cancel.isPending} onClick={() => !cancel.isPending && cancel.mutate()}>
        Cancel
      </Button>
    );
  }
  const close = () => setDialog(undefined);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button size="sm" aria-label={`Actions for backup ${id}`}>
            Actions
          </Button>
        }
      >
        {file !== null && (
          <>
            <MenuItem onSelect={() => setDialog('details')}>Details…</MenuItem>
            <MenuItem
              isDisabled={backup.fileFault !== undefined}
              onSelect={() => withRecentPassword(() => location.assign(paths.api.backupFile(id)))}
            >
              Download
            </MenuItem>
            <MenuItem isDisabled={isBusy || file.endsWith('.age')} onSelect={() => verify.mutate()}>
              Verify
            </MenuItem>
            <MenuItem onSelect={() => setDialog('restore')}>How to restore…</MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem isDanger isDisabled={isBusy} onSelect={() => setDialog('delete')}>
          Delete…
        </MenuItem>
      </DropdownMenu>
      {dialog === 'details' && <BackupDetailsDialog backup={backup} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteBackupDialog backup={backup} isNewestVerified={isNewestVerified} onClose={close} />
      )}
      {dialog === 'restore' && file !== null && sha256 !== null && (
        <RestoreDialog backup={{ file, sha256 }} folder={folder} onClose={close} />
      )}
    </>
  );
}

function useChange(work: () => Promise<unknown>) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: work,
    onError: (error) => toast({ message: faultText(error), isError: true }),
    onSettled: () => client.invalidateQueries({ queryKey: backupsKey }),
  });
}
