import { ProofSolver, type ProofProgress } from '@initialsdb/proof-of-work/solver';
import { powSolutionHeader } from '@initialsdb/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '@initialsdb/web';
import { getChallenge } from './get-challenge.js';

type Headers = Record<string, string>;
type Outcome<T> = { answer: T } | { error: ApiError };

const refusals: string[] = ['POW_REQUIRED', 'POW_INVALID', 'POW_EXPIRED', 'POW_REPLAYED'];
const unspent: string[] = ['RATE_LIMITED', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

/** What became of a proof, by the contract's order of guards: what the rate limit refused was never looked at by the proof of work. */
function judge(outcome: Outcome<unknown>): 'spent' | 'unspent' | 'refused' {
  if (!('error' in outcome)) return 'spent';
  if (refusals.includes(outcome.error.code)) return 'refused';
  return unspent.includes(outcome.error.code) ? 'unspent' : 'spent';
}

async function settle<T>(answer: Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await answer };
  } catch (error) {
    if (error instanceof ApiError) return { error };
    throw error;
  }
}

export interface Proof {
  progress: ProofProgress | undefined;
  /** At every key: begins in the background. */
  start(): void;
  /** Runs a write with a proof; one that expired or no longer fits the address is made again silently. */
  submit<T>(write: (headers: Headers) => Promise<T>): Promise<T>;
  /** Ends the work; a waiting submit() rejects with an AbortError. */
  cancel(): void;
}

/** One proof-of-work solver for as long as the component lives. */
export function useProof(): Proof {
  const solver = useRef<ProofSolver>(null);
  const [progress, setProgress] = useState<ProofProgress>();

  useEffect(() => {
    let isMounted = true;
    const created = new ProofSolver({
      fetchChallenge: getChallenge,
      onProgress: (next) => isMounted && setProgress(next),
    });
    solver.current = created;
    return () => {
      isMounted = false;
      solver.current = null;
      created.dispose();
    };
  }, []);

  const submit = useCallback(async <T>(write: (headers: Headers) => Promise<T>): Promise<T> => {
    if (!solver.current) throw new DOMException('The page is gone.', 'AbortError');
    const outcome = await solver.current.submit<Outcome<T>>(
      (solution) => settle(write({ [powSolutionHeader]: solution })),
      judge,
    );
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  }, []);
  const start = useCallback(() => solver.current?.start(), []);
  const cancel = useCallback(() => solver.current?.cancel(), []);
  return { progress, start, submit, cancel };
}
