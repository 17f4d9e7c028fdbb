import { reportReasonSchema, type ReportReason } from '@initialsdb/contracts';
import { countOf, FormDialog, formatCount, SelectField } from '@initialsdb/ui';
import { useState } from 'react';
import { reasonOptions } from '../reasons.js';
import { useDraft } from '../use-draft.js';
import { refusalText } from './messages.js';
import { countOfTarget, type Target } from './target.js';
import { CountChangedError } from './visibility-api.js';

export interface HidingReason {
  reason: ReportReason;
  note?: string;
}

interface HideDialogProps {
  target: Target;
  onClose: () => void;
  /** Resolves once it is done; the dialog shows why where it fails. */
  onHide: (reason: HidingReason) => Promise<void>;
}

/** Moderators often hide a row of listings for the same reason. */
let lastReason: ReportReason | '' = '';

/** Asks why, then hides. What was typed stays where that fails. */
export function HideDialog({ target, onClose, onHide }: HideDialogProps) {
  const [reason, setReason] = useState<string>(lastReason);
  const [note, setNote] = useDraft('hide-note');
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const count = countOfTarget(target);

  const submit = async () => {
    const chosen = reportReasonSchema.safeParse(reason);
    if (!chosen.success) return setFault('Choose a reason.');
    if (chosen.data === 'other' && note.trim() === '') return setFault('Say in the note what the reason is.');
    setIsBusy(true);
    setFault(undefined);
    try {
      await onHide({ reason: chosen.data, ...(note.trim() !== '' && { note }) });
      lastReason = chosen.data;
      setNote('');
    } catch (error) {
      setIsBusy(false);
      setFault(error instanceof CountChangedError ? countChangedText(error) : refusalText(error));
    }
  };

  return (
    <FormDialog
      title={
        target.kind === 'one' ? `Hide listing ${target.listing.id}?` : `Hide ${countOf(count, 'listing', 'listings')}?`
      }
      description="Gone from the board at once, for everybody. It can be undone."
      submit="Hide"
      noValidate
      isPending={isBusy}
      fault={fault}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {target.kind === 'one' && (
        <p dir="auto" className="line-clamp-3 border-l-2 border-line pl-3 text-md [overflow-wrap:anywhere]">
          {target.listing.body}
        </p>
      )}
      <SelectField
        label="Reason"
        options={reasonOptions}
        placeholder="Choose"
        value={reason}
        required
        onChange={(event) => setReason(event.target.value)}
        // Enter goes on from here too, so that a key for the reason and Enter are enough.
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <label className="flex flex-col gap-1 text-sm text-soft">
        {reason === 'other' ? 'Note' : 'Note (optional)'}
        <textarea
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className="border border-edge bg-transparent px-3 py-2 text-md text-ink hover:border-ink focus:border-ink"
        />
      </label>
    </FormDialog>
  );
}

function countChangedText({ count, expectedCount }: CountChangedError): string {
  return (
    `Nothing was hidden: ${countOf(count, 'listing matches', 'listings match')} by now, ` +
    `not ${formatCount(expectedCount)}. Press Hide again to hide ${count === 1 ? 'it' : `all ${formatCount(count)}`}.`
  );
}
