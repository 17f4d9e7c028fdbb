import type { VisibilityBatch } from '@initialsdb/contracts/admin';
import { countOf, Time } from '@initialsdb/ui';
import type { ReactNode } from 'react';
import { reasonLabel } from '../../../lib/reasons.js';

/** Who changed what, when and why, and whether it was taken back. */
export function BatchFacts({ batch }: { batch: VisibilityBatch }) {
  const { actor, at, isHidden, changed, reason, note, undoneAt, undoneBy } = batch;
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 border-t border-ink text-md">
      <Fact name="Who">{actor}</Fact>
      <Fact name="When">
        <Time at={at} />
      </Fact>
      <Fact name="What">
        {isHidden ? 'Hid' : 'Made visible'} {countOf(changed, 'listing', 'listings')}
      </Fact>
      <Fact name="Reason">{reason === null ? <span className="text-soft">none given</span> : reasonLabel(reason)}</Fact>
      {note && <Fact name="Note">{note}</Fact>}
      <Fact name="Undone">
        {undoneAt ? (
          <>
            <Time at={undoneAt} />
            {undoneBy !== null && ` by ${undoneBy}`}
          </>
        ) : (
          'no'
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-b border-line py-2.5">
      <dt className="text-soft">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
