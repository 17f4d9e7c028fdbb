import { Button, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { faultText } from '../../../lib/fault-text.js';
import { sessionQuery, signOut } from '../api/session.js';

/** Ends the session on the server, then forgets everything that was loaded under it. */
export function SignOutButton() {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery().queryKey[0] });
      client.setQueryData(sessionQuery().queryKey, null);
    },
    onError: (error) => toast({ message: `You are still signed in. ${faultText(error)}`, isError: true }),
  });
  return (
    <Button look="text" className="self-start" aria-disabled={isPending} onClick={() => mutate()}>
      Sign out
    </Button>
  );
}
