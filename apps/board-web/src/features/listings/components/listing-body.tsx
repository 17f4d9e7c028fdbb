import { Button, cx, Highlight } from '@initialsdb/ui';
import { useState } from 'react';

const shownMaxChars = 900;
const shownMaxLines = 14;

function isLong(body: string): boolean {
  return body.length > shownMaxChars || body.split('\n', shownMaxLines + 1).length > shownMaxLines;
}

interface ListingBodyProps {
  body: string;
  terms: readonly string[];
  /** Cuts a long text off behind a button. Not while searching: the match might be in the rest. */
  isCollapsible: boolean;
}

/** A listing's text, in its own writing direction, exactly as it was typed. */
export function ListingBody({ body, terms, isCollapsible }: ListingBodyProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isCut = isCollapsible && !isOpen && terms.length === 0 && isLong(body);
  return (
    <>
      <p dir="auto" className={cx('whitespace-pre-wrap [overflow-wrap:anywhere]', isCut && 'line-clamp-[12]')}>
        <Highlight text={body} terms={terms} />
      </p>
      {isCut && (
        <Button look="text" className="mt-1 text-sm" aria-expanded={false} onClick={() => setIsOpen(true)}>
          Show all
        </Button>
      )}
    </>
  );
}
