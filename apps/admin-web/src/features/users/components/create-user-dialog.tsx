import { type AdminRole } from '@initialsdb/contracts/admin';
import { FormDialog, SelectField, TextField, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { createUser, usersQuery } from '../api/users.js';
import { NewPasswordField } from './new-password-field.js';
import { roleOf, roleOptions } from './roles.js';

/** Makes a user with a first password, which they can change. */
export function CreateUserDialog({ onClose }: { onClose: () => void }) {
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
    <FormDialog
      title="New user"
      submit="Create"
      isPending={creation.isPending}
      fault={creation.isError && faultText(creation.error)}
      onSubmit={() => creation.mutate({ username, password, role })}
      onClose={onClose}
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
      <NewPasswordField label="First password" value={password} onChange={setPassword} />
      <SelectField
        label="Role"
        options={roleOptions}
        value={role}
        onChange={(event) => setRole(roleOf(event.target.value))}
      />
    </FormDialog>
  );
}
