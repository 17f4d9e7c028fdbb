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

const schemas = {
  visibility: z.catch(z.enum(visibilities), 'all'),
  reported: z.catch(z.optional(z.enum(['true', 'false'])), undefined),
  sort: z.catch(z.enum(['createdAt', 'reports']), 'createdAt'),
  order: z.catch(z.enum(['asc', 'desc']), 'desc'),
  moment: z.catch(z.union([z.iso.datetime({ offset: true }), z.iso.date()]), ''),
};

function readColumns(text: string | null): readonly OptionalColumn[] {
  if (text === null) return columnsDefault;
  const names = text.split(',');
  return optionalColumns.filter((column) => names.includes(column));
}

/** What a URL says; what makes no sense in it is as if it weren't there. */
export function readState(parameters: URLSearchParams): ListingsState {
  const reported = schemas.reported.parse(parameters.get('reported') ?? undefined);
  return {
    q: (parameters.get('q') ?? '').trim(),
    visibility: schemas.visibility.parse(parameters.get('visibility')),
    reported: reported === undefined ? undefined : reported === 'true',
    poster: parameters.get('poster') ?? '',
    from: schemas.moment.parse(parameters.get('from')),
    to: schemas.moment.parse(parameters.get('to')),
    sort: schemas.sort.parse(parameters.get('sort')),
    order: schemas.order.parse(parameters.get('order')),
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
