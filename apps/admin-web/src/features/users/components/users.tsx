import { Button } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '../../../lib/data-table.js';
import { FaultNote, LoadingNote, PageHeading } from '../../../lib/page-parts.js';
import { usersQuery } from '../api/users.js';
import { CreateUserDialog } from './create-user-dialog.js';
import { UserRow } from './user-row.js';

/** Who may sign in, and as what. `ownId` is the user who looks. */
export function Users({ ownId }: { ownId: number }) {
  const { data, error, refetch } = useQuery(usersQuery());
  const [isCreating, setIsCreating] = useState(false);
  return (
    <>
      <PageHeading title="Users" actions={<Button onClick={() => setIsCreating(true)}>New user</Button>}>
        Moderators look after listings, operators after the machine, admins after both and after users.
      </PageHeading>
      {error && <FaultNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingNote />}
      {data && (
        <DataTable label="Users" columns={['Name', 'Role', 'Authenticator', 'Last sign-in', '']}>
          {data.map((user) => (
            <UserRow key={user.id} user={user} isOwn={user.id === ownId} />
          ))}
        </DataTable>
      )}
      {isCreating && <CreateUserDialog onClose={() => setIsCreating(false)} />}
    </>
  );
}
