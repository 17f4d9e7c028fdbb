import { codePointLength, reportNoteMaxChars, reportReasons, type ReportReason } from '@initialsdb/contracts';
import { Button, Dialog } from '@initialsdb/ui';
import type { ReactNode } from 'react';
import { useReportNote } from '../hooks/use-report-note.js';
import { useReporting } from '../hooks/use-reporting.js';
import { ReportNote } from './report-note.js';

const reasonTexts: Record<ReportReason, string> = {
  spam: 'Spam',
  harassment: 'Harassment',
  illegal: 'Against the law',
  'personal-data': 'Somebody’s personal data',
  other: 'Something else',
};

interface ReportDialogProps {
  listingId: number;
  onClose: () => void;
}

/** Asks why. A press on a reason sends the report; who wants to say more opens the note above first. */
export default function ReportDialog({ listingId, onClose }: ReportDialogProps) {
  const [note, setNote] = useReportNote(listingId);
  const { state, start, report } = useReporting(listingId);
  const isBusy = state.kind === 'working';
  const isNoteTooLong = codePointLength(note) > reportNoteMaxChars;

  if (state.kind === 'reported') {
    return (
      <ReportFrame onClose={onClose} title="Reported" description="Thank you. A moderator will look at it.">
        <Button look="primary" onClick={onClose} className="mt-6 w-full">
          Close
        </Button>
      </ReportFrame>
    );
  }
  return (
    <ReportFrame onClose={onClose} title="Report this listing" description="What is wrong with it?">
      <ReportNote value={note} onChange={setNote} onKey={start} />
      <div className="mt-4 flex flex-col gap-2">
        {reportReasons.map((reason) => (
          <Button
            key={reason}
            aria-disabled={isBusy || isNoteTooLong}
            className="w-full"
            onClick={() => {
              if (!isBusy && !isNoteTooLong) void report(reason, note);
            }}
          >
            {reasonTexts[reason]}
          </Button>
        ))}
      </div>
      <div className="mt-4 flex items-center justify-between gap-4">
        <p aria-live="polite" className="text-sm text-soft">
          {isBusy && 'Reporting…'}
          {state.kind === 'failed' && <span className="text-danger">{state.message}</span>}
        </p>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </ReportFrame>
  );
}

interface ReportFrameProps extends Pick<ReportDialogProps, 'onClose'> {
  title: string;
  description: string;
  children: ReactNode;
}

function ReportFrame({ onClose, title, description, children }: ReportFrameProps) {
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title} description={description}>
      {children}
    </Dialog>
  );
}
