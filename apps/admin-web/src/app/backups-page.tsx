import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Backups } from '../features/backups/components/backups.js';
import { sessionQuery } from '../features/session/api/session.js';
import { ConfirmPasswordDialog } from '../features/session/components/confirm-password-dialog.js';

/** A password that counts as recent must still do so when the request arrives. */
const marginMs = 10_000;

/** Backups, with the password asked for again where what is wanted needs it to have been given lately. */
export default function BackupsPage() {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<() => void>();
  async function withRecentPassword(work: () => void): Promise<void> {
    const session = await client.fetchQuery({ ...sessionQuery(), staleTime: 0 }).catch(() => null);
    if (session && Date.parse(session.confirmedUntil) > Date.now() + marginMs) work();
    else setWanted(() => work);
  }
  return (
    <>
      <Backups withRecentPassword={(work) => void withRecentPassword(work)} />
      {wanted && (
        <ConfirmPasswordDialog
          onClose={() => setWanted(undefined)}
          onConfirmed={() => {
            setWanted(undefined);
            wanted();
          }}
        />
      )}
    </>
  );
}
