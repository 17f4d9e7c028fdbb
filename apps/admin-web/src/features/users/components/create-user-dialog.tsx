import { passwordMinChars, type AdminRole } from '@initialsdb/contracts/admin';
import { Button, Dialog, DialogActions, Select, TextField, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { createUser, usersQuery } from '../api/users.js';
import { roleOf, roleOptions } from './roles.js';

/** Makes a user with a first password, which they can change. */
export function CreateUserDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<AdminRole>('moderator');
  const creation = useMutation({
    mutationFn: createUser,
    async onSuccess(user) {
      onClose();
      toast({ message: `${user.username} can sign in now.` });
      await client.invalidateQueries({ queryKey: usersQuery().queryKey });
    },
  });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title="New user">
      <form
        className="mt-4 flex flex-col gap-3"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!creation.isPending) creation.mutate({ username, password, role });
        }}
      >
        <TextField
          label="Name"
          required
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <TextField
          label="First password"
          type="password"
          required
          minLength={passwordMinChars}
          autoComplete="new-password"
          hint={`At least ${passwordMinChars} characters.`}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="text-sm text-soft">
            Role
          </label>
          <Select
            id={id}
            options={roleOptions}
            value={role}
            onChange={(event) => setRole(roleOf(event.target.value))}
          />
        </div>
        <p role="alert" className="text-sm text-danger empty:hidden">
          {creation.isError && faultText(creation.error)}
        </p>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" aria-disabled={creation.isPending}>
            Create
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
