import { codePointLength, reportNoteMaxChars } from '@initialsdb/contracts';
import { cx } from '@initialsdb/ui';
import { useState } from 'react';

interface ReportNoteProps {
  value: string;
  onChange: (value: string) => void;
  /** At every key. */
  onKey: () => void;
}

/** What else the moderators should know. */
export function ReportNote({ value, onChange, onKey }: ReportNoteProps) {
  const [wasKept] = useState(value !== '');
  const left = reportNoteMaxChars - codePointLength(value);
  return (
    <details open={wasKept} className="mt-4 text-sm text-soft">
      <summary className="w-fit cursor-pointer py-1 coarse:py-3 hover:text-ink">Add a note</summary>
      <textarea
        aria-label="Note for the moderators"
        rows={2}
        dir="auto"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          onKey();
        }}
        className="mt-1 block max-h-40 w-full resize-y border border-edge bg-transparent px-3 py-2 text-md text-ink [field-sizing:content] hover:border-ink focus:border-ink"
      />
      {value !== '' && (
        <p className={cx('mt-1 tabular-nums', left < 0 && 'text-danger')}>
          {left}
          <span className="sr-only"> characters</span> left
        </p>
      )}
    </details>
  );
}
