import type { AdminUser, UpdateUser } from '@initialsdb/contracts/admin';
import { AlertDialog, Button, DropdownMenu, MenuItem, MenuSeparator, Select, Time, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Cell, DataRow } from '../../../lib/data-table.js';
import { changeFaultText } from '../../../lib/fault-text.js';
import { updateUser, usersQuery } from '../api/users.js';
import { ResetPasswordDialog } from './reset-password-dialog.js';
import { roleOf, roleOptions } from './roles.js';

interface UserRowProps {
  user: AdminUser;
  isOwn: boolean;
}

/** One user, and what can be done about them. The server sees to it that an admin is left. */
export function UserRow({ user, isOwn }: UserRowProps) {
  const [dialog, setDialog] = useState<'password' | 'totp' | 'disable'>();
  const update = useUpdateUser(user);
  const apply = (change: UpdateUser, done: string) => {
    setDialog(undefined);
    update.mutate({ change, done });
  };
  const close = () => setDialog(undefined);
  return (
    <DataRow isDim={user.isDisabled}>
      <Cell>
        {user.username}
        {isOwn && <span className="text-soft"> (you)</span>}
        {user.isDisabled && <span className="ml-2 border border-line px-1.5 text-xs">disabled</span>}
      </Cell>
      <Cell>
        <Select
          aria-label={`Role of ${user.username}`}
          options={roleOptions}
          value={user.role}
          disabled={update.isPending}
          onChange={(event) => {
            const role = roleOf(event.target.value);
            apply({ role }, `${user.username} is ${role} now.`);
          }}
        />
      </Cell>
      <Cell label="authenticator">{user.hasTotp ? 'yes' : 'no'}</Cell>
      <Cell isNumber label="last sign-in">
        {user.lastSignInAt ? <Time at={user.lastSignInAt} /> : 'never'}
      </Cell>
      <Cell>
        <DropdownMenu
          trigger={
            <Button size="sm" aria-label={`Change ${user.username}`}>
              Change
            </Button>
          }
        >
          <MenuItem onSelect={() => setDialog('password')}>Set a new password…</MenuItem>
          <MenuItem isDisabled={!user.hasTotp} onSelect={() => setDialog('totp')}>
            Remove authenticator…
          </MenuItem>
          <MenuSeparator />
          {user.isDisabled ? (
            <MenuItem onSelect={() => apply({ isDisabled: false }, `${user.username} can sign in again.`)}>
              Enable
            </MenuItem>
          ) : (
            <MenuItem isDanger onSelect={() => setDialog('disable')}>
              Disable…
            </MenuItem>
          )}
        </DropdownMenu>
        {dialog === 'password' && <ResetPasswordDialog user={user} onClose={close} />}
        <AlertDialog
          isOpen={dialog === 'totp'}
          onOpenChange={close}
          title={`Remove the authenticator of ${user.username}?`}
          description="They are signed out, and sign in with the password alone until they set up a new one."
          confirm="Remove"
          onConfirm={() => apply({ hasTotp: false }, `The authenticator of ${user.username} is removed.`)}
        />
        <AlertDialog
          isOpen={dialog === 'disable'}
          onOpenChange={close}
          title={`Disable ${user.username}?`}
          description="They are signed out at once and cannot sign in. What they did stays on record."
          confirm="Disable"
          onConfirm={() => apply({ isDisabled: true }, `${user.username} is disabled.`)}
        />
      </Cell>
    </DataRow>
  );
}

function useUpdateUser({ id }: AdminUser) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ change }: { change: UpdateUser; done: string }) => updateUser({ id, change }),
    onSuccess(changed, { done }) {
      client.setQueryData(usersQuery().queryKey, (users) =>
        users?.map((user) => (user.id === changed.id ? changed : user)),
      );
      toast({ message: done });
    },
    onError: (error) => toast({ message: changeFaultText(error), isError: true }),
  });
}
