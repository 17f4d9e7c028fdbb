import { FormDialog, TextField } from '@initialsdb/ui';
import { ApiError } from '@initialsdb/web';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { confirmPassword } from '../api/session.js';

interface ConfirmPasswordDialogProps {
  onClose: () => void;
  /** What was to be done can be tried again now. */
  onConfirmed: () => void;
}

/** Asks for the password where something needs it to have been given lately. */
export function ConfirmPasswordDialog({ onClose, onConfirmed }: ConfirmPasswordDialogProps) {
  const [password, setPassword] = useState('');
  const confirming = useMutation({ mutationFn: confirmPassword, onSuccess: onConfirmed });
  return (
    <FormDialog
      title="Confirm that it is you"
      description="This needs your password again, because you signed in some time ago."
      submit="Confirm"
      isPending={confirming.isPending}
      onSubmit={() => confirming.mutate(password)}
      onClose={onClose}
    >
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        fault={confirming.isError ? confirmationFault(confirming.error) : undefined}
      />
    </FormDialog>
  );
}

function confirmationFault(error: unknown): string {
  return isUnauthenticated(error) ? 'That is not your password.' : faultText(error);
}

/** Refused for want of a session, a right password or a recent one; which, the request says. */
export function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'UNAUTHENTICATED';
}
