import { BlackSquare, Button } from '@initialsdb/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../features/session/api/session.js';
import { Enrolment } from '../features/session/components/enrolment.js';
import { SignInForm } from '../features/session/components/sign-in-form.js';
import { faultText } from '../lib/fault-text.js';
import { Layout } from './layout.js';

/** Shows the page of the URL to who is signed in, and otherwise the sign-in in its place, so that one is back where one was. */
export function SignedIn() {
  const session = useQuery(sessionQuery());
  const [lastUserId, setLastUserId] = useState<number>();
  if (session.data && session.data.user.id !== lastUserId) setLastUserId(session.data.user.id);

  if (session.data === null) return <SignInForm lastUserId={lastUserId} />;
  if (session.data?.user.mustEnrolTotp) return <Enrolment user={session.data.user} />;
  if (session.data) return <Layout key={session.data.user.id} user={session.data.user} />;
  if (session.isError) {
    return (
      <main
        className="mx-auto flex min-h-dvh w-full max-w-sm flex-col items-start justify-center px-6 pb-24"
        role="alert"
      >
        <h1 className="mb-4 flex items-center gap-3 text-lg font-semibold tracking-tight">
          <BlackSquare className="size-6" />
          initialsdb admin
        </h1>
        <p className="mb-6 text-soft">{faultText(session.error)}</p>
        <Button onClick={() => void session.refetch()}>Try again</Button>
      </main>
    );
  }
  return <p className="animate-late-in p-6 text-soft">Loading…</p>;
}
