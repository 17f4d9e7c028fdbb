import { Button } from '@initialsdb/ui';
import { lazy, Suspense, useState } from 'react';

const ReportDialog = lazy(() => import('./report-dialog.js'));

/** Reports a listing to the moderators, in two clicks. */
export function ReportButton({ listingId }: { listingId: number }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="text" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        Report
      </Button>
      {isAsking && (
        <Suspense>
          <ReportDialog listingId={listingId} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
