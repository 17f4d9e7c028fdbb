import { Button } from '@initialsdb/ui';
import type { ReactNode } from 'react';
import { faultText } from './fault-text.js';
import { usePageTitle } from './use-page-title.js';

interface PageHeadingProps {
  title: string;
  /** One line on what the page is for. */
  children?: ReactNode;
  /** At the other end of the line. */
  actions?: ReactNode;
}

/** A page's heading, which also names it in the tab. */
export function PageHeading({ title, children, actions }: PageHeadingProps) {
  usePageTitle(title);
  return (
    <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {children && <p className="mt-0.5 max-w-prose text-md text-soft">{children}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

/** Says why something can't be shown and offers to try again. */
export function FaultNote({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-4 border-l-2 border-danger py-2 pl-4 text-md">
      <p>{faultText(error)}</p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** Stands where there is nothing to list. */
export function EmptyNote({ children }: { children: ReactNode }) {
  return <p className="border-b border-line py-10 text-center text-md text-soft">{children}</p>;
}

export function LoadingNote() {
  return <output className="block animate-late-in py-10 text-center text-md text-soft">Loading…</output>;
}

interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  error: unknown;
  onLoadMore: () => void;
}

/** The end of a list: more, a fault on the way to more, or nothing. */
export function LoadMore({ hasMore, isLoading, error, onLoadMore }: LoadMoreProps) {
  if (error) {
    return (
      <div className="py-6">
        <FaultNote error={error} onRetry={onLoadMore} />
      </div>
    );
  }
  if (!hasMore) return null;
  return (
    <div className="flex justify-center py-6">
      <Button aria-disabled={isLoading} aria-busy={isLoading} onClick={isLoading ? undefined : onLoadMore}>
        {isLoading ? 'Loading…' : 'Load more'}
      </Button>
    </div>
  );
}
