import { AlertDialog } from '@initialsdb/ui';
import { isOutcomeUnknown } from '@initialsdb/web';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { forgetOwnListing } from '../../../lib/own-listings.js';
import { deleteListing } from '../api/delete-listing.js';

interface DeleteDialogProps {
  id: number;
  deleteToken: string | undefined;
  onClose: () => void;
  onDeleted: (id: number) => void;
}

/** Asks before a listing is gone for good, and for the delete token where this browser doesn't have it. */
export default function DeleteDialog({ id, deleteToken, onClose, onDeleted }: DeleteDialogProps) {
  const [isDeleting, setIsDeleting] = useState(false);
  const [fault, setFault] = useState<string>();
  const [typed, setTyped] = useState('');
  const token = deleteToken ?? typed.trim();

  const confirm = async () => {
    if (token === '') return setFault('Enter the delete token first.');
    setIsDeleting(true);
    setFault(undefined);
    try {
      const isDeleted = await deleteListing(id, token);
      // With the token kept here, a listing that is not found is one that was deleted already, say in another tab.
      if (!isDeleted && deleteToken === undefined) throw new WrongTokenError();
      onClose();
      forgetOwnListing(id);
      onDeleted(id);
    } catch (error) {
      setFault(error instanceof WrongTokenError ? error.message : notDeletedText(error));
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
      {deleteToken === undefined && <TokenField value={typed} onChange={setTyped} />}
      {fault && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {fault}
        </p>
      )}
    </AlertDialog>
  );
}

function notDeletedText(error: unknown): string {
  const outcome = isOutcomeUnknown(error) ? 'It may be deleted or not.' : 'It was not deleted.';
  return `${outcome} ${faultText(error)}`;
}

class WrongTokenError extends Error {
  constructor() {
    super('That is not the token of this listing.');
  }
}

function TokenField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <label className="mt-4 block text-sm text-soft">
      Delete token
      <input
        type="text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="mt-1 block min-h-10 w-full coarse:min-h-11 border border-edge bg-transparent px-3 font-mono text-md text-ink hover:border-ink focus:border-ink"
      />
    </label>
  );
}
