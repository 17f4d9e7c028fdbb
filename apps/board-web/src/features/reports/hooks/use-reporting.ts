import type { ReportReason } from '@initialsdb/contracts';
import { ProofError } from '@initialsdb/proof-of-work/solver';
import { useEffect, useRef, useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { ApiError } from '@initialsdb/web';
import { useProof } from '../../../lib/proof/use-proof.js';
import { createReport } from '../api/create-report.js';
import { keepReportNote } from './use-report-note.js';

export type ReportingState =
  { kind: 'idle' } | { kind: 'working' } | { kind: 'reported' } | { kind: 'failed'; message: string };

function messageOf(error: unknown): string {
  if (error instanceof ProofError) return 'This browser could not finish the proof of work.';
  if (!(error instanceof ApiError)) return faultText(error);
  switch (error.code) {
    case 'GONE':
      return 'The moderators have hidden this listing already.';
    case 'NOT_FOUND':
      return 'This listing is gone.';
    default:
      return faultText(error);
  }
}

/** Reports one listing with a proof of work, which begins when the question is put. */
export function useReporting(listingId: number) {
  const { start, submit } = useProof();
  const [state, setState] = useState<ReportingState>({ kind: 'idle' });
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    start();
    return () => {
      isMounted.current = false;
    };
  }, [start]);

  const report = async (reason: ReportReason, note: string) => {
    const trimmed = note.trim();
    let outcome: ReportingState = { kind: 'reported' };
    setState({ kind: 'working' });
    try {
      await submit((headers) => createReport(listingId, { reason, ...(trimmed && { note: trimmed }) }, headers));
      keepReportNote(listingId, '');
    } catch (error) {
      outcome = { kind: 'failed', message: messageOf(error) };
    }
    if (isMounted.current) setState(outcome);
  };
  return { state, start, report };
}
