import { reportReasons, type ReportReason } from '@initialsdb/contracts';

const labels: Record<ReportReason, string> = {
  spam: 'Spam',
  harassment: 'Harassment',
  illegal: 'Illegal',
  'personal-data': 'Personal data',
  other: 'Other',
};

/** A reason as people read it. */
export function reasonLabel(reason: ReportReason): string {
  return labels[reason];
}

/** A reason within a sentence, such as `hidden as personal data`. */
export function reasonPhrase(reason: ReportReason): string {
  return labels[reason].toLowerCase();
}

export const reasonOptions = reportReasons.map((value) => ({ value, label: labels[value] }));
