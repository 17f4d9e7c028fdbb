import type { CreateReport } from '@initialsdb/contracts';
import { requestEmpty } from '@initialsdb/web';
import { paths } from '../../../lib/paths.js';

/** Reports a listing to the moderators. `headers` carry its proof of work. */
export function createReport(listingId: number, report: CreateReport, headers: Record<string, string>): Promise<void> {
  return requestEmpty(paths.api.reports(listingId), { method: 'POST', body: report, headers });
}
