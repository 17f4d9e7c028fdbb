import { ApiError, useSecondsUntil } from '@initialsdb/web';
import { BlackSquare, Button, TextField } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { useFocusAtFirst } from '../../../lib/use-focus-at-first.js';
import { usePageTitle } from '../../../lib/use-page-title.js';
import { sessionQuery, signIn } from '../api/session.js';

/**
 * Asks for name, password and, once a try without it failed, for the authenticator's code. What was typed stays where a
 * try fails. `lastUserId` is who was signed in here before; nobody else gets to see what was loaded for them.
 */
export function SignInForm({ lastUserId }: { lastUserId: number | undefined }) {
  usePageTitle('Sign in');
  const client = useQueryClient();
  const [asksCode, setAsksCode] = useState(false);
  const [retryAtMs, setRetryAtMs] = useState<number>();
  const username = useFocusAtFirst();
  const code = useFocusAtFirst(asksCode);
  const secondsLeft = useSecondsUntil(retryAtMs);
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess(session) {
      const { queryKey } = sessionQuery();
      if (session.user.id !== lastUserId)
        client.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] });
      client.setQueryData(queryKey, session);
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      if (error.code === 'UNAUTHENTICATED') setAsksCode(true);
      if (error.retryAfterMs !== undefined) setRetryAtMs(Date.now() + error.retryAfterMs);
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (attempt.isPending || secondsLeft > 0) return;
    const fields = new FormData(event.currentTarget);
    const totp = textOf(fields.get('totp'));
    attempt.mutate({
      username: textOf(fields.get('username')),
      password: textOf(fields.get('password')),
      ...(totp.trim() !== '' && { totp }),
    });
  };

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-6 pb-24">
      <h1 className="mb-8 flex items-center gap-3 text-lg font-semibold tracking-tight">
        <BlackSquare className="size-6" />
        initialsdb admin
      </h1>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {lastUserId !== undefined && !attempt.isError && (
          <p className="text-md text-soft">You are signed out. Sign in to go on where you were.</p>
        )}
        <TextField
          label="Username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          ref={username}
        />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        {asksCode && (
          <TextField
            ref={code}
            label="Authenticator code"
            hint="Six digits, if you have set up an authenticator."
            name="totp"
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        )}
        <div role="alert" className="text-md text-danger empty:hidden">
          {attempt.isError && <SignInFault error={attempt.error} secondsLeft={secondsLeft} />}
        </div>
        <Button type="submit" look="primary" aria-disabled={attempt.isPending || secondsLeft > 0}>
          Sign in
        </Button>
      </form>
    </main>
  );
}

function textOf(field: FormDataEntryValue | null): string {
  return typeof field === 'string' ? field : '';
}

function SignInFault({ error, secondsLeft }: { error: unknown; secondsLeft: number }) {
  if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') {
    return <p>Username, password or code is not right.</p>;
  }
  if (error instanceof ApiError && error.code === 'RATE_LIMITED') {
    return <p>Too many failed tries from your address.{secondsLeft > 0 && ` Try again in ${secondsLeft} s.`}</p>;
  }
  return <p>{faultText(error)}</p>;
}
