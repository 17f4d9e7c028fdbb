import type { Backup } from '@initialsdb/contracts/admin';
import { Button, Dialog, DialogActions, formatCount, Time } from '@initialsdb/ui';
import { Fact, Facts } from '../../../lib/facts.js';
import { formatBytes, formatDuration } from '../../../lib/format.js';

interface BackupDetailsDialogProps {
  backup: Backup;
  onClose: () => void;
}

/** All that is known of a finished backup: its file, and what is in it. */
export function BackupDetailsDialog({ backup, onClose }: BackupDetailsDialogProps) {
  const { id, file, sizeBytes, sha256, startedAt, finishedAt, verifiedAt, rowCounts } = backup;
  return (
    <Dialog isOpen isWide onOpenChange={(isOpen) => !isOpen && onClose()} title={`Backup ${id}`}>
      <div className="mt-4 flex flex-col gap-6">
        <Facts>
          <Fact name="File">{file}</Fact>
          <Fact name="SHA-256">
            <code className="text-sm">{sha256}</code>
          </Fact>
          <Fact name="Size">{sizeBytes !== null && formatBytes(sizeBytes)}</Fact>
          <Fact name="Begun">
            <Time at={startedAt} />
          </Fact>
          <Fact name="Duration">
            {finishedAt !== null && formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}
          </Fact>
          <Fact name="Verified">{verifiedAt === null ? 'not yet' : <Time at={verifiedAt} />}</Fact>
        </Facts>
        {rowCounts && <Contents rowCounts={rowCounts} />}
      </div>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

/** Every table with its rows, as they were when the backup was begun. */
function Contents({ rowCounts }: { rowCounts: Record<string, number> }) {
  const tables = Object.entries(rowCounts).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <table className="w-full border-collapse text-md">
      <caption className="pb-2 text-left font-semibold">Contents</caption>
      <thead>
        <tr className="border-y border-ink text-left text-sm text-soft">
          <th scope="col" className="py-2 pr-4 font-medium">
            Table
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            Rows
          </th>
        </tr>
      </thead>
      <tbody>
        {tables.map(([table, rows]) => (
          <tr key={table} className="border-b border-line">
            <th scope="row" className="py-1.5 pr-4 text-left font-normal [overflow-wrap:anywhere]">
              {table}
            </th>
            <td className="py-1.5 text-right tabular-nums">{formatCount(rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
