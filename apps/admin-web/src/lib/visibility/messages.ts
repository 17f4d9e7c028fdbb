import type { ReportReason } from '@initialsdb/contracts';
import type { AdminListing, BatchUndo } from '@initialsdb/contracts/admin';
import { countOf, formatRelativeTime } from '@initialsdb/ui';
import { ApiError } from '@initialsdb/web';
import { changeFaultText } from '../fault-text.js';
import { reasonPhrase } from '../reasons.js';
import { ChangedMeanwhileError } from './visibility-api.js';

const namedMax = 5;

/** `hidden as spam by ann 2 minutes ago`; undefined where nobody ever changed it. */
export function lastActionText({ isHidden, lastAction }: AdminListing, now = new Date()): string | undefined {
  if (!lastAction) return undefined;
  const what = isHidden ? 'hidden' : 'made visible';
  const why = isHidden && lastAction.reason ? ` as ${reasonPhrase(lastAction.reason)}` : '';
  return `${what}${why} by ${lastAction.actor} ${formatRelativeTime(new Date(lastAction.at), now)}`;
}

export function changedText(isHidden: boolean, changed: number, asked: number, reason?: ReportReason): string {
  const already = isHidden ? 'hidden' : 'visible';
  if (changed === 0) return asked === 1 ? `It was ${already} already.` : `All were ${already} already.`;
  const verb = isHidden ? 'Hid' : 'Unhid';
  const why = isHidden && reason ? ` as ${reasonPhrase(reason)}` : '';
  const rest = asked > changed ? `; ${countOf(asked - changed, 'was', 'were')} ${already} already` : '';
  return `${verb} ${countOf(changed, 'listing', 'listings')}${why}${rest}`;
}

export function batchUndoText({ reverted, skipped, skippedListings }: BatchUndo): string {
  const done = `Put back ${countOf(reverted, 'listing', 'listings')}`;
  if (skipped === 0) return `${done}.`;
  const named = skippedListings
    .slice(0, namedMax)
    .map(({ id, lastAction }) =>
      lastAction ? `${id} (changed by ${lastAction.actor})` : `${id} (changed or deleted)`,
    );
  const more = skipped - named.length;
  return `${done}. Left as changed since: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** Why a listing could not be changed, for people. */
export function refusalText(error: unknown, id?: number): string {
  if (error instanceof ChangedMeanwhileError) {
    const how = lastActionText(error.listing) ?? 'changed meanwhile';
    return `Nothing was changed: listing ${error.listing.id} was ${how}.`;
  }
  if (error instanceof ApiError && error.code === 'NOT_FOUND') {
    return id === undefined ? 'It is gone.' : `Listing ${id} is gone: its poster deleted it.`;
  }
  return changeFaultText(error);
}
