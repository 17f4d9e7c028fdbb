import { passwordMinChars, type AdminUser } from '@initialsdb/contracts/admin';
import { Button, Dialog, DialogActions, TextField, useToast } from '@initialsdb/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { updateUser } from '../api/users.js';

/** Gives a user a new password, which ends their sessions. */
export function ResetPasswordDialog({ user, onClose }: { user: AdminUser; onClose: () => void }) {
  const toast = useToast();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => updateUser({ id: user.id, change: { password } }),
    onSuccess() {
      onClose();
      toast({ message: `${user.username} has a new password.` });
    },
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`A new password for ${user.username}`}
      description="They are signed out everywhere. Tell them the password on a way that you trust."
    >
      <form
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!reset.isPending) reset.mutate();
        }}
      >
        <TextField
          label="New password"
          type="password"
          required
          minLength={passwordMinChars}
          autoComplete="new-password"
          hint={`At least ${passwordMinChars} characters.`}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          fault={reset.isError ? faultText(reset.error) : undefined}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" aria-disabled={reset.isPending}>
            Set password
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
