import { AlertDialog } from '@initialsdb/ui';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { forgetOwnListing } from '../../../lib/own-listings.js';
import { deleteListing } from '../api/delete-listing.js';

interface DeleteDialogProps {
  id: number;
  deleteToken: string;
  onClose: () => void;
  onDeleted: (id: number) => void;
}

/** Asks before a listing is gone for good. A listing that was gone already counts as deleted. */
export default function DeleteDialog({ id, deleteToken, onClose, onDeleted }: DeleteDialogProps) {
  const [isDeleting, setIsDeleting] = useState(false);
  const [fault, setFault] = useState<string>();

  const confirm = async () => {
    setIsDeleting(true);
    setFault(undefined);
    try {
      await deleteListing(id, deleteToken);
      onClose();
      forgetOwnListing(id);
      onDeleted(id);
    } catch (error) {
      setFault(faultText(error));
      setIsDeleting(false);
    }
  };

  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete this listing?"
      description="It will be gone for good, for everyone."
      confirm="Delete"
      cancel="Keep it"
      isBusy={isDeleting}
      onConfirm={() => void confirm()}
    >
      {fault && (
        <p role="alert" className="mt-3 text-sm text-danger">
          It was not deleted. {fault}
        </p>
      )}
    </AlertDialog>
  );
}
