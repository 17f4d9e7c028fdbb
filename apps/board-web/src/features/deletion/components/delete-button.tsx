import { Button } from '@initialsdb/ui';
import { lazy, Suspense, useState } from 'react';

const DeleteDialog = lazy(() => import('./delete-dialog.js'));

interface DeleteButtonProps {
  id: number;
  /** Without one the person is asked for it: the listing was posted from another browser. */
  deleteToken: string | undefined;
  /** The listing is gone. */
  onDeleted: (id: number) => void;
}

/** Deletes a listing of one's own, after a question. */
export function DeleteButton({ id, deleteToken, onDeleted }: DeleteButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="text" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        {deleteToken === undefined ? 'Delete with token' : 'Delete'}
      </Button>
      {isAsking && (
        <Suspense>
          <DeleteDialog id={id} deleteToken={deleteToken} onClose={() => setIsAsking(false)} onDeleted={onDeleted} />
        </Suspense>
      )}
    </>
  );
}
