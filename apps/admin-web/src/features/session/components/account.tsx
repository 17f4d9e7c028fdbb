import type { SessionUser } from '@initialsdb/contracts/admin';
import { Button, useToast } from '@initialsdb/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { PageHeading } from '../../../lib/page-parts.js';
import { removeTotp, sessionQuery } from '../api/session.js';
import { ConfirmPasswordDialog, isUnauthenticated } from './confirm-password-dialog.js';
import { PasswordForm } from './password-form.js';
import { TotpSetup } from './totp-setup.js';

/** One's own password and authenticator. */
export function Account({ user }: { user: SessionUser }) {
  const toast = useToast();
  return (
    <>
      <PageHeading title="Your account">
        {user.username}, in the role of {user.role}
      </PageHeading>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Section title="Authenticator">
        {user.hasTotp ? (
          <RemoveTotp />
        ) : (
          <>
            <p className="mb-4 max-w-prose text-md text-soft">
              With an authenticator, signing in takes a code from your phone besides the password.
            </p>
            <TotpSetup onDone={() => toast({ message: 'Your authenticator is set up.' })} />
          </>
        )}
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-6">
      <h2 className="mb-4 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function RemoveTotp() {
  const client = useQueryClient();
  const toast = useToast();
  const [isConfirming, setIsConfirming] = useState(false);
  const removal = useMutation({
    mutationFn: removeTotp,
    async onSuccess() {
      await client.invalidateQueries({ queryKey: sessionQuery().queryKey });
      toast({ message: 'Your authenticator is removed.' });
    },
    onError: (error) => setIsConfirming(isUnauthenticated(error)),
  });
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-md text-soft">An authenticator is set up.</p>
      <Button aria-disabled={removal.isPending} onClick={() => removal.mutate()}>
        Remove authenticator
      </Button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {removal.isError && !isUnauthenticated(removal.error) && faultText(removal.error)}
      </p>
      {isConfirming && (
        <ConfirmPasswordDialog
          onClose={() => setIsConfirming(false)}
          onConfirmed={() => {
            setIsConfirming(false);
            removal.mutate();
          }}
        />
      )}
    </div>
  );
}
