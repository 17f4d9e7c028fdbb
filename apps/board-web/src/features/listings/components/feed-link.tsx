import { paths } from '../../../lib/paths.js';

/** The way to hear of new listings without looking: all of them, or those that this search finds. */
export function FeedLink({ q }: { q: string }) {
  return (
    <p className="mt-6 text-center text-sm text-soft print:hidden">
      <a href={paths.feed(q)} className="-my-3 inline-block py-3 underline-offset-4 hover:text-ink hover:underline">
        {q === '' ? 'Atom feed of all listings' : 'Atom feed of this search'}
      </a>
    </p>
  );
}
