import type { ReportReason } from '@initialsdb/contracts';
import type { AdminListing } from '@initialsdb/contracts/admin';
import type { ToastOptions } from '@initialsdb/ui';
import { ApiError } from '@initialsdb/web';
import type { QueryClient } from '@tanstack/react-query';
import { batchUndoText, changedText, refusalText } from './messages.js';
import { headKey, refreshListings, showListing } from './shown-listings.js';
import type { Change, Target } from './target.js';
import { ChangedMeanwhileError, changeVisibility, createBatch, undoBatch } from './visibility-api.js';

export interface Visibility {
  isHidden: boolean;
  reason?: ReportReason;
  note?: string;
}

/** A refusal names who, when and what: that takes longer to read. */
const refusalMs = 20_000;
const undoableMax = 100;

/** Makes changes, shows them where the listings stand, tells of them with an Undo, and remembers how to put them back. */
export class VisibilityChanges {
  private readonly done: Change[] = [];

  constructor(
    private readonly client: QueryClient,
    private readonly toast: (options: ToastOptions) => void,
  ) {}

  /**
   * @throws {ChangedMeanwhileError} somebody else was first
   * @throws {CountChangedError} another number of listings matches
   */
  async apply(target: Target, change: Visibility): Promise<void> {
    if (target.kind === 'one') return this.applyToOne(target.listing, change);
    const { reason } = change;
    const batch = await this.run(() =>
      createBatch(
        target.kind === 'ids'
          ? { ...change, ids: [...target.ids] }
          : { ...change, filter: target.filter, expectedCount: target.count },
      ),
    );
    const ids = target.kind === 'ids' ? target.ids : null;
    const asked = target.kind === 'ids' ? target.ids.length : target.count;
    const message = changedText(change.isHidden, batch.changed, asked, reason);
    if (batch.changed > 0) this.tell(message, { kind: 'batch', batchId: batch.id, ids });
    else this.toast({ message });
    await refreshListings(this.client, ids);
  }

  /** The same where no dialog is there to show a refusal. @returns whether it was done */
  async attempt(target: Target, change: Visibility): Promise<boolean> {
    try {
      await this.apply(target, change);
      return true;
    } catch (error) {
      if (!this.showRefusal(target, error))
        this.toast({ message: refusalText(error), isError: true, durationMs: refusalMs });
      return false;
    }
  }

  /** Shows how a listing is now where somebody else was first. @returns whether that was the case */
  showRefusal(target: Target, error: unknown): boolean {
    if (target.kind !== 'one' || !isStale(error)) return false;
    if (error instanceof ChangedMeanwhileError) showListing(this.client, error.listing);
    this.toast({ message: refusalText(error, target.listing.id), isError: true, durationMs: refusalMs });
    return true;
  }

  async undoLast(): Promise<void> {
    const last = this.done.at(-1);
    if (last) await this.undo(last);
    else this.toast({ message: 'There is nothing to undo.' });
  }

  private async applyToOne(before: AdminListing, change: Visibility): Promise<void> {
    const after = await this.run(() => changeVisibility(before.id, { ...change, version: before.version }));
    showListing(this.client, after);
    void this.client.invalidateQueries({ queryKey: headKey });
    this.tell(changedText(change.isHidden, 1, 1, change.reason), { kind: 'one', before, after });
  }

  private tell(message: string, change: Change): void {
    this.done.push(change);
    if (this.done.length > undoableMax) this.done.shift();
    this.toast({ message, action: { label: 'Undo', onAction: () => void this.undo(change) } });
  }

  private async undo(change: Change): Promise<void> {
    const at = this.done.indexOf(change);
    if (at === -1) return;
    this.done.splice(at, 1);
    try {
      if (change.kind === 'one') await this.putBack(change.before, change.after);
      else await this.undoBatch(change.batchId, change.ids);
    } catch (error) {
      const id = change.kind === 'one' ? change.after.id : undefined;
      if (error instanceof ChangedMeanwhileError) showListing(this.client, error.listing);
      // What may work the next time can be tried again.
      else if (!isStale(error)) this.done.push(change);
      this.toast({ message: refusalText(error, id), isError: true, durationMs: refusalMs });
    }
  }

  /** Undoing is a change like any other, with an Undo of its own. */
  private putBack({ isHidden, lastAction }: AdminListing, after: AdminListing): Promise<void> {
    if (!isHidden) return this.applyToOne(after, { isHidden });
    const reason = lastAction?.reason ?? 'other';
    return this.applyToOne(after, { isHidden, reason, ...(reason === 'other' && { note: 'Hidden again by Undo' }) });
  }

  private async undoBatch(batchId: number, ids: readonly number[] | null): Promise<void> {
    const undone = await this.run(() => undoBatch(batchId));
    this.toast({
      message: batchUndoText(undone),
      isError: undone.skipped > 0,
      ...(undone.skipped > 0 && { durationMs: refusalMs }),
    });
    await refreshListings(this.client, ids);
  }

  /** As a mutation of the client's, so that whoever listens for faults of all requests hears of these too. */
  private run<T>(mutationFn: () => Promise<T>): Promise<T> {
    const cache = this.client.getMutationCache();
    return cache.build<T, Error, void, unknown>(this.client, { mutationFn, networkMode: 'always' }).execute();
  }
}

/** Refused for what the listing is by now: trying the same again makes no sense. */
function isStale(error: unknown): boolean {
  return error instanceof ChangedMeanwhileError || (error instanceof ApiError && error.code === 'NOT_FOUND');
}
