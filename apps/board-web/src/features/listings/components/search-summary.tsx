import { splitTerms } from '@initialsdb/contracts';
import { Fragment } from 'react';

interface SearchSummaryProps {
  q: string;
  state: 'searching' | 'found' | 'nothing-yet' | 'nothing' | 'failed';
}

function Terms({ q }: { q: string }) {
  const terms = splitTerms(q).filter((term) => term.trim() !== '');
  return terms.map((term, i) => (
    <Fragment key={i}>
      {i > 0 && (i === terms.length - 1 ? ' and ' : ', ')}
      <b dir="auto" className="[overflow-wrap:anywhere] font-semibold text-ink [unicode-bidi:isolate]">
        {term}
      </b>
    </Fragment>
  ));
}

/** Says what is shown: what was searched for, that nothing was found, or that the board is empty. */
export function SearchSummary({ q, state }: SearchSummaryProps) {
  return (
    <div aria-live="polite" className="text-sm text-soft">
      {q !== '' && state !== 'failed' && (
        <p className="pt-3">
          <Sentence q={q} state={state} />
        </p>
      )}
      {q === '' && state === 'nothing' && (
        <p className="text-balance py-16 text-center text-base">
          Nothing here yet. The first listing is yours to write.
        </p>
      )}
    </div>
  );
}

function Sentence({ q, state }: SearchSummaryProps) {
  if (state === 'searching') return 'Searching…';
  if (state === 'found') {
    return (
      <>
        Listings that contain <Terms q={q} />, newest first
      </>
    );
  }
  return (
    <>
      {state === 'nothing' ? 'No listing contains ' : 'No listing so far contains '}
      <Terms q={q} />.
    </>
  );
}
