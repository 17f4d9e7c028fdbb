import { Link } from 'react-router';
import { paths } from '../lib/paths.js';
import { usePageTitle } from '../lib/use-page-title.js';

export function MissingPage() {
  usePageTitle('No such page');
  return (
    <section className="py-10">
      <h2 className="text-xl font-semibold tracking-tight">No such page</h2>
      <p className="mt-1 text-soft">
        There is nothing at this address.{' '}
        <Link to={paths.board()} className="text-ink underline underline-offset-4">
          Go to the board
        </Link>
      </p>
    </section>
  );
}
