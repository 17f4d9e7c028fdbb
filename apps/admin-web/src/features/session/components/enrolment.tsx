import type { SessionUser } from '@initialsdb/contracts/admin';
import { BlackSquare } from '@initialsdb/ui';
import { usePageTitle } from '../../../lib/use-page-title.js';
import { SignOutButton } from './sign-out-button.js';
import { TotpSetup } from './totp-setup.js';

/** Stands before everything else where everybody must have an authenticator and this user has none yet. */
export function Enrolment({ user }: { user: SessionUser }) {
  usePageTitle('Authenticator');
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-6 py-12">
      <h1 className="flex items-center gap-3 text-lg font-semibold tracking-tight">
        <BlackSquare className="size-6" />
        One more step, {user.username}
      </h1>
      <p className="text-md text-soft">
        This console asks everybody for a code besides the password, so that a stolen password is not enough.
      </p>
      <TotpSetup />
      <div className="text-sm">
        <SignOutButton />
      </div>
    </main>
  );
}
