import type { Backup } from '@initialsdb/contracts/admin';
import { BackupBusyError, BackupCancelledError, BackupError } from './errors.js';
import { BackupLock } from './lock.js';
import type { Task } from './run.js';
import type { Server } from './settings.js';

export interface Started<T = Backup> {
  /** As it was at the beginning. */
  readonly backup: T;
  /** As it came out; a run that failed is an outcome too, so this rejects only where that can't be recorded. */
  readonly done: Promise<T>;
}

const nothing = () => Promise.resolve();

interface Slot {
  readonly controller: AbortController;
  /** The work is done and recorded; what is left is tidying up and giving the lock back. */
  isEnding: boolean;
  /** Settled when the lock is given back. */
  readonly finished: Promise<void>;
}

/** Work on backups, of which there is one at a time: in this process by its slot, anywhere by the lock. */
export class OneAtATime {
  private slot: Slot | undefined;
  private recovering: Promise<void> | undefined;
  isClosing = false;

  /**
   * @param server of the product's database, as the admin role
   * @param putRight done first with each lock: what those who died left behind
   */
  constructor(
    private readonly server: Server,
    private readonly putRight: () => Promise<void>,
  ) {}

  /**
   * Takes the lock and prepares; the caller goes on then, and the work too.
   * @param tidy done with the outcome, still under the lock
   * @throws {BackupBusyError} and whatever `prepare` throws
   */
  async begin<T>(
    prepare: () => Promise<T>,
    work: (task: Task<T>) => Promise<T>,
    tidy: (outcome: T) => Promise<void> = nothing,
  ): Promise<Started<T>> {
    // The recovery at the start is over in a moment and nobody's work, so it is waited for.
    await this.recovering?.catch(() => undefined);
    // Who has read that it is done must not be told that it is under way.
    if (this.slot?.isEnding) await this.slot.finished;
    return this.withLock(prepare, work, tidy);
  }

  /** Only puts right what there is to; nothing where somebody works just now. */
  recover(): Promise<void> {
    this.recovering ??= this.recoverOnce().finally(() => (this.recovering = undefined));
    return this.recovering;
  }

  /** Ends the work for that reason, and waits until it has ended. No other begins. */
  async close(reason: BackupError): Promise<void> {
    this.isClosing = true;
    this.slot?.controller.abort(reason);
    await this.slot?.finished;
  }

  private async recoverOnce(): Promise<void> {
    try {
      const { done } = await this.withLock(nothing, nothing, nothing);
      await done;
    } catch (error) {
      if (!(error instanceof BackupBusyError)) throw error;
    }
  }

  private async withLock<T>(
    prepare: () => Promise<T>,
    work: (task: Task<T>) => Promise<T>,
    tidy: (outcome: T) => Promise<void>,
  ): Promise<Started<T>> {
    if (this.slot || this.isClosing) throw new BackupBusyError();
    const controller = new AbortController();
    const { promise: finished, resolve } = Promise.withResolvers<void>();
    const slot: Slot = { controller, finished, isEnding: false };
    this.slot = slot;
    let lock: BackupLock | undefined;
    const finish = async () => {
      slot.isEnding = true;
      await lock?.release();
      this.slot = undefined;
      resolve();
    };
    try {
      lock = await BackupLock.take(this.server, () =>
        controller.abort(new BackupError('PostgreSQL ended the session that held the lock.')),
      );
      await this.putRight();
      const backup = await prepare();
      const abort = (by: string) => controller.abort(new BackupCancelledError(by));
      const worked = work({ backup, signal: controller.signal, abort }).then(async (outcome) => {
        slot.isEnding = true;
        await tidy(outcome);
        return outcome;
      });
      const done = settling(worked, finish);
      // Nobody need wait for it; who does gets the error.
      done.catch(() => undefined);
      return { backup, done };
    } catch (error) {
      await finish();
      throw error;
    }
  }
}

/** The outcome of `work`, once what has to come after it is done as well. */
async function settling<T>(work: Promise<T>, after: () => Promise<void>): Promise<T> {
  try {
    return await work;
  } finally {
    await after();
  }
}
