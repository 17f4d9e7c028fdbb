import type { AdminUser } from '@initialsdb/contracts/admin';
import { FormDialog, useToast } from '@initialsdb/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { updateUser } from '../api/users.js';
import { NewPasswordField } from './new-password-field.js';

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
      <NewPasswordField
        label="New password"
        value={password}
        onChange={setPassword}
        fault={reset.isError ? faultText(reset.error) : undefined}
      />
    </FormDialog>
  );
}
