const lines = ['w-11/12', 'w-3/5', 'w-4/5', 'w-2/5', 'w-2/3'];

/** Stands in for the first page, and only where that takes long enough to be noticed. */
export function ListingsSkeleton() {
  return (
    <div role="presentation" className="animate-late-in">
      <span className="sr-only">Loading the listings…</span>
      {lines.map((width) => (
        <div key={width} className="border-b border-line py-6" aria-hidden>
          <div className={`h-3.5 animate-breathe bg-line ${width}`} />
          <div className="mt-4 h-2.5 w-20 animate-breathe bg-wash" />
        </div>
      ))}
    </div>
  );
}
