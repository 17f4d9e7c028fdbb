import {
  backupAnswerSchema,
  backupHealthSchema,
  backupsPageSchema,
  type Backup,
  type BackupHealth,
} from '@initialsdb/contracts/admin';
import { NoAnswerError, requestEmpty, requestJson, retryWhileNothingIsShown } from '@initialsdb/web';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { paths } from '../../../lib/paths.js';

/** All that is known of backups begins with this. */
export const backupsKey = ['backups'];
/** Nothing tells that time has passed. */
const healthEveryMs = 60_000;

/** The runs, newest first, page by page. */
export function backupsQuery() {
  return infiniteQueryOptions({
    queryKey: [...backupsKey, 'list'],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50', ...(pageParam && { cursor: pageParam }) });
      return requestJson(backupsPageSchema, paths.api.backups(query), { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: retryWhileNothingIsShown,
  });
}

/** Whether the newest verified backup is young enough. */
export function backupHealthQuery() {
  return queryOptions({
    queryKey: [...backupsKey, 'health'],
    queryFn: ({ signal }) => getHealth(signal),
    refetchInterval: healthEveryMs,
  });
}

/** The answer is the same whether its status is 200 or 503. */
async function getHealth(signal: AbortSignal): Promise<BackupHealth> {
  const url = paths.api.backupHealth();
  const response = await fetch(url, { signal });
  const health = backupHealthSchema.safeParse(await response.json());
  if (!health.success) throw new NoAnswerError(`Unexpected answer of ${url}`, { cause: health.error });
  return health.data;
}

/** @throws {ApiError} CONFLICT where one runs */
export async function startBackup(): Promise<Backup> {
  return (await requestJson(backupAnswerSchema, paths.api.backups(), { method: 'POST', body: {} })).backup;
}

/** @throws {ApiError} CONFLICT where one runs, or the file is encrypted */
export async function verifyBackup(id: number): Promise<Backup> {
  return (await requestJson(backupAnswerSchema, paths.api.backupVerification(id), { method: 'POST', body: {} })).backup;
}

/** @throws {ApiError} CONFLICT where it isn't running any more */
export async function cancelBackup(id: number): Promise<Backup> {
  const change = { method: 'PATCH', body: { state: 'cancelled' } } as const;
  return (await requestJson(backupAnswerSchema, paths.api.backup(id), change)).backup;
}

/** @throws {ApiError} CONFLICT where its name has to be given */
export function deleteBackup({ id, confirm }: { id: number; confirm: string }): Promise<void> {
  const query = confirm === '' ? undefined : new URLSearchParams({ confirm });
  return requestEmpty(paths.api.backup(id, query), { method: 'DELETE' });
}
