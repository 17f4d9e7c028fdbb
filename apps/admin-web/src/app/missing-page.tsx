import { Link } from 'react-router';
import { PageHeading } from '../lib/page-parts.js';

export function MissingPage() {
  return (
    <>
      <PageHeading title="No such page">There is nothing at this address, or nothing for your role.</PageHeading>
      <Link to="/" className="text-md underline underline-offset-4">
        Go to the first page
      </Link>
    </>
  );
}
