import type { Nonce } from '../protocol.js';
import type { KernelName } from './kernels/kernel.js';

/** One puzzle to search in a range of 2^24 values of hi, from `hi` on. */
export interface Task {
  puzzle: number;
  hi: number;
}

/** Page to worker: what to do from now on, in this order. Tasks it has and that are not named again are dropped. */
export interface WorkMessage {
  /** Tells one challenge's messages from another's. */
  attempt: number;
  token: Uint8Array;
  bits: number;
  /** Empty: rest. */
  tasks: Task[];
}

/** Worker to page. `hashes` are those computed for `puzzle` since the last message about it. */
export interface ProgressMessage {
  type: 'progress';
  attempt: number;
  puzzle: number;
  hashes: number;
  /** Speed of this worker, in hashes per second. */
  hashesPerSecond: number;
  kernel: KernelName;
}

/** Worker to page: a puzzle is solved; the worker goes on with its next task by itself. */
export interface SolvedMessage extends Omit<ProgressMessage, 'type'> {
  type: 'solved';
  nonce: Nonce;
}

/** Worker to page: no kernel works here, so the worker is of no use. */
export interface FailedMessage {
  type: 'failed';
  message: string;
}

export type WorkerMessage = ProgressMessage | SolvedMessage | FailedMessage;
