import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** What it comes to, in a few words at the other end of the line. */
  summary?: ReactNode;
  children: ReactNode;
}

/** A part of the dashboard below a heading and a line. */
export function Section({ title, summary, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-ink pb-2">
        <h2 id={id} className="text-md font-semibold">
          {title}
        </h2>
        {summary && <p className="text-sm tabular-nums text-soft">{summary}</p>}
      </div>
      {children}
    </section>
  );
}
