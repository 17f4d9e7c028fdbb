import type { VisibilityBatch } from '@initialsdb/contracts/admin';
import { countOf, Time } from '@initialsdb/ui';
import { Fact, Facts } from '../../../lib/facts.js';
import { reasonLabel } from '../../../lib/reasons.js';

/** Who changed what, when and why, and whether it was taken back. */
export function BatchFacts({ batch }: { batch: VisibilityBatch }) {
  const { actor, at, isHidden, changed, reason, note, undoneAt, undoneBy } = batch;
  return (
    <Facts>
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
    </Facts>
  );
}
