import { Button } from '@initialsdb/ui';
import { lazy, Suspense, useState } from 'react';

const DeleteDialog = lazy(() => import('./delete-dialog.js'));

interface DeleteButtonProps {
  id: number;
  deleteToken: string;
  /** The listing is gone. */
  onDeleted: (id: number) => void;
}

/** Deletes one's own listing, after a question. */
export function DeleteButton({ id, deleteToken, onDeleted }: DeleteButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="text" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        Delete
      </Button>
      {isAsking && (
        <Suspense>
          <DeleteDialog id={id} deleteToken={deleteToken} onClose={() => setIsAsking(false)} onDeleted={onDeleted} />
        </Suspense>
      )}
    </>
  );
}
