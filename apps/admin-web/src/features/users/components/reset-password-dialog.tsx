import { passwordMinChars, type AdminUser } from '@initialsdb/contracts/admin';
import { FormDialog, TextField, useToast } from '@initialsdb/ui';
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
    <FormDialog
      title={`A new password for ${user.username}`}
      description="They are signed out everywhere. Tell them the password on a way that you trust."
      submit="Set password"
      isPending={reset.isPending}
      onSubmit={() => reset.mutate()}
      onClose={onClose}
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
    </FormDialog>
  );
}
