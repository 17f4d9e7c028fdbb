import { useId, type ReactNode } from 'react';

interface FiguresProps {
  title: string;
  figures: readonly (readonly [name: string, value: ReactNode])[];
}

/** Numbers with their names, as many beside each other as there is room. */
export function Figures({ title, figures }: FiguresProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="border-b border-ink pb-2 text-md font-semibold">
        {title}
      </h2>
      <dl
        className={`grid grid-cols-2 gap-x-8 ${figures.length === 4 ? 'lg:grid-cols-4' : 'sm:grid-cols-3 xl:grid-cols-4'}`}
      >
        {figures.map(([name, value]) => (
          <div key={name} className="border-b border-line py-2.5">
            <dt className="text-sm text-soft [overflow-wrap:anywhere]">{name}</dt>
            <dd className="text-xl tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
