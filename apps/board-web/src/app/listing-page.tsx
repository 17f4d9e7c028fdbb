import { Link, useNavigate, useParams } from 'react-router';
import { ListingPageContent } from '../features/listings/components/listing-page-content.js';
import { paths } from '../lib/paths.js';
import { ListingActions } from './listing-actions.js';

/** A listing's own page, which a link leads to. */
export function ListingPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const leave = () => void navigate(paths.board(), { replace: true });
  return (
    <>
      <nav aria-label="Back" className="mb-6 text-sm text-soft">
        <Link
          to={paths.board()}
          className="-my-2 inline-block py-2 coarse:-my-3 coarse:py-3 underline-offset-4 hover:text-ink hover:underline"
        >
          ← All listings
        </Link>
      </nav>
      <ListingPageContent
        key={id}
        id={id}
        actions={(listing) => <ListingActions listing={listing} isOwnPage onDeleted={leave} />}
      />
    </>
  );
}
