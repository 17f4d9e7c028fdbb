import * as z from 'zod/mini';

export const visibilities = ['all', 'visible', 'hidden'] as const;
export const optionalColumns = ['id', 'reports', 'poster', 'lastAction', 'createdAt'] as const;
export type OptionalColumn = (typeof optionalColumns)[number];
const columnsDefault: readonly OptionalColumn[] = ['reports', 'poster', 'createdAt'];

/** All that the listings page shows, as it stands in the URL under the API's own names. */
export interface ListingsState {
  q: string;
  visibility: (typeof visibilities)[number];
  /** Undefined: reported or not. */
  reported: boolean | undefined;
  poster: string;
  /** ISO 8601 date or date-time, both ends inclusive; empty where open. */
  from: string;
  to: string;
  sort: 'createdAt' | 'reports';
  order: 'asc' | 'desc';
  columns: readonly OptionalColumn[];
}

const momentSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** The one of these that a parameter names, else the first. */
function oneOf<const T extends string>(text: string | null, values: readonly [T, ...T[]]): T {
  return values.find((value) => value === text) ?? values[0];
}

function readMoment(text: string | null): string {
  return momentSchema.safeParse(text).data ?? '';
}

function readColumns(text: string | null): readonly OptionalColumn[] {
  if (text === null) return columnsDefault;
  const names = text.split(',');
  return optionalColumns.filter((column) => names.includes(column));
}

/** What a URL says; what makes no sense in it is as if it weren't there. */
export function readState(parameters: URLSearchParams): ListingsState {
  const reported = oneOf(parameters.get('reported'), ['', 'true', 'false']);
  return {
    q: (parameters.get('q') ?? '').trim(),
    visibility: oneOf(parameters.get('visibility'), visibilities),
    reported: reported === '' ? undefined : reported === 'true',
    poster: parameters.get('poster') ?? '',
    from: readMoment(parameters.get('from')),
    to: readMoment(parameters.get('to')),
    sort: oneOf(parameters.get('sort'), ['createdAt', 'reports']),
    order: oneOf(parameters.get('order'), ['desc', 'asc']),
    columns: readColumns(parameters.get('columns')),
  };
}

/** Which rows are meant: the API's parameters of a filter, without those that filter nothing. */
export function filterOf(state: ListingsState): Record<string, string> {
  return {
    ...(state.q !== '' && { q: state.q }),
    ...(state.visibility !== 'all' && { visibility: state.visibility }),
    ...(state.reported !== undefined && { reported: String(state.reported) }),
    ...(state.poster !== '' && { poster: state.poster }),
    ...(state.from !== '' && { from: state.from }),
    ...(state.to !== '' && { to: state.to }),
  };
}

/** The filter and the order, as the API takes them. */
export function listParameters(state: ListingsState): Record<string, string> {
  return {
    ...filterOf(state),
    ...(state.sort !== 'createdAt' && { sort: state.sort }),
    ...(state.order !== 'desc' && { order: state.order }),
  };
}

/** The same state as a search string without its question mark: only what differs from the default, always in one order. */
export function writeState(state: ListingsState): string {
  const columns = state.columns.join(',');
  const parameters = new URLSearchParams(listParameters(state));
  if (columns !== columnsDefault.join(',')) parameters.set('columns', columns);
  return parameters.toString();
}

/** The UTC day that was so many days ago, as `2026-11-16`. */
export function dayBefore(days: number, now = Date.now()): string {
  return new Date(now - days * 86_400_000).toISOString().slice(0, 10);
}
