import { restoreCommands } from '@initialsdb/contracts/admin';
import { Button, Dialog, DialogActions, useToast } from '@initialsdb/ui';

/** A name that isn't the live database's. */
const into = 'initialsdb_restored';

interface RestoreDialogProps {
  backup: { file: string; sha256: string };
  folder: string;
  onClose: () => void;
}

/** The commands that restore this file beside the live database; nothing here restores over it. */
export function RestoreDialog({ backup, folder, onClose }: RestoreDialogProps) {
  const { make, postgres } = restoreCommands(backup, folder, into);
  return (
    <Dialog
      isOpen
      isWide
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Restore this backup"
      description={`Into a new database beside the live one, which is never overwritten. To run the board on it: make promote DB=${into} in docker/prod; elsewhere set DB_NAME=${into} and start it again.`}
    >
      <Commands title="On the board’s machine, in its folder" commands={make} />
      <Commands title="With PostgreSQL’s own programs, on any machine" commands={postgres} />
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

function Commands({ title, commands }: { title: string; commands: string[] }) {
  const text = commands.join('\n');
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
      <pre className="space-y-2 whitespace-pre-wrap border border-line bg-wash p-3 text-xs [overflow-wrap:anywhere]">
        {commands.map((command) => (
          // Where a line has to be broken, the next command is still told from the rest of this one.
          <code key={command} className="block pl-4 -indent-4">
            {command}
          </code>
        ))}
      </pre>
    </section>
  );
}
