import { passwordMinChars } from '@initialsdb/contracts/admin';
import { Button, TextField, useToast } from '@initialsdb/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { changePassword } from '../api/session.js';
import { isUnauthenticated } from './confirm-password-dialog.js';

/** Changes one's own password. */
export function PasswordForm() {
  const toast = useToast();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess() {
      setPassword('');
      setNewPassword('');
      toast({ message: 'Your password is changed. You are signed out everywhere else.' });
    },
  });
  const isWrong = change.isError && isUnauthenticated(change.error);
  return (
    <form
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate({ password, newPassword });
      }}
    >
      <TextField
        label="Present password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        fault={isWrong ? 'That is not your password.' : undefined}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        minLength={passwordMinChars}
        hint={`At least ${passwordMinChars} characters; longer is better.`}
        value={newPassword}
        onChange={(event) => setNewPassword(event.target.value)}
      />
      <p role="alert" className="text-sm text-danger empty:hidden">
        {change.isError && !isWrong && faultText(change.error)}
      </p>
      <Button type="submit" className="self-start" aria-disabled={change.isPending}>
        Change password
      </Button>
    </form>
  );
}
