import { BlackSquare, ThemeSwitch } from '@initialsdb/ui';
import { Link } from 'react-router';
import { TotalListings } from '../features/listings/components/total-listings.js';
import { paths } from '../lib/paths.js';

export function Header() {
  return (
    <header className="flex items-center gap-3 pb-8 pt-2">
      <h1 className="text-lg font-semibold tracking-tight">
        <Link to={paths.board()} className="flex items-center gap-3 coarse:-my-2.5 coarse:py-2.5">
          <BlackSquare className="size-6" />
          initialsdb
        </Link>
      </h1>
      <TotalListings className="ml-auto text-md tabular-nums text-soft" />
      <ThemeSwitch className="-mr-3" />
    </header>
  );
}
