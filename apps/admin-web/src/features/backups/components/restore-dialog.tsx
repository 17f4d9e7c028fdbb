import { restoreCommands } from '@initialsdb/contracts/admin';
import { Button, Dialog, DialogActions, useToast } from '@initialsdb/ui';

interface RestoreDialogProps {
  backup: { file: string; sha256: string };
  folder: string;
  onClose: () => void;
}

/** The commands that restore this file beside the live database; nothing here restores over it. */
export function RestoreDialog({ backup, folder, onClose }: RestoreDialogProps) {
  const { make, postgres } = restoreCommands(backup, folder, 'initialsdb_restored');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Restore this backup"
      description="Into a new database beside the live one, which is never overwritten. To run the board on it: make promote DB=initialsdb_restored in docker/prod; elsewhere a new start with DB_NAME."
    >
      <Commands title="On the board’s machine, in its folder" text={make} />
      <Commands title="With PostgreSQL’s own programs, on any machine" text={postgres.join('\n')} />
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

function Commands({ title, text }: { title: string; text: string }) {
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ message: 'Copied.' }),
      () => toast({ message: 'This browser does not let pages copy. Select the text instead.', isError: true }),
    );
  return (
    <section className="mt-4">
      <div className="mb-1 flex items-center justify-between gap-4">
        <h3 className="text-sm text-soft">{title}</h3>
        <Button size="sm" look="quiet" onClick={() => void copy()} aria-label={`Copy: ${title}`}>
          Copy
        </Button>
      </div>
      <pre className="whitespace-pre-wrap border border-line bg-wash p-3 text-xs [overflow-wrap:anywhere]">{text}</pre>
    </section>
  );
}
