import type { TotpEnrolment } from '@initialsdb/contracts/admin';
import { Button, TextField } from '@initialsdb/ui';
import { ApiError } from '@initialsdb/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { useFocusAtFirst } from '../../../lib/use-focus-at-first.js';
import { beginTotp, completeTotp, sessionQuery } from '../api/session.js';
import { ConfirmPasswordDialog, isUnauthenticated } from './confirm-password-dialog.js';

/** Adds an authenticator: shows the secret as a QR code and as text, then asks for the first code. */
export function TotpSetup({ onDone }: { onDone?: () => void }) {
  const [isConfirming, setIsConfirming] = useState(false);
  const begin = useMutation({
    mutationFn: beginTotp,
    onError: (error) => setIsConfirming(isUnauthenticated(error)),
  });
  const fault = begin.isError && !isUnauthenticated(begin.error) ? faultText(begin.error) : undefined;
  return (
    <div className="flex flex-col items-start gap-4">
      {begin.data ? (
        <FirstCode enrolment={begin.data} onDone={onDone} />
      ) : (
        <Button look="primary" aria-disabled={begin.isPending} onClick={() => begin.mutate()}>
          Set up an authenticator
        </Button>
      )}
      <p role="alert" className="text-sm text-danger empty:hidden">
        {fault}
      </p>
      {isConfirming && (
        <ConfirmPasswordDialog
          onClose={() => setIsConfirming(false)}
          onConfirmed={() => {
            setIsConfirming(false);
            begin.mutate();
          }}
        />
      )}
    </div>
  );
}

function FirstCode({ enrolment, onDone }: { enrolment: TotpEnrolment; onDone?: (() => void) | undefined }) {
  const client = useQueryClient();
  const field = useFocusAtFirst();
  const [code, setCode] = useState('');
  const complete = useMutation({
    mutationFn: completeTotp,
    async onSuccess() {
      await client.invalidateQueries({ queryKey: sessionQuery().queryKey });
      onDone?.();
    },
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete.isPending) complete.mutate(code);
      }}
    >
      <p className="text-md text-soft">Scan this with the authenticator on your phone, or type the secret into it.</p>
      <img src={enrolment.qrCode} alt="QR code of the secret" className="size-48 border border-line bg-[white] p-2" />
      <code className="select-all font-mono text-sm [overflow-wrap:anywhere]">{enrolment.secret}</code>
      <TextField
        label="Code that it shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        ref={field}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        fault={complete.isError ? codeFault(complete.error) : undefined}
      />
      <Button type="submit" look="primary" className="self-start" aria-disabled={complete.isPending}>
        Confirm
      </Button>
    </form>
  );
}

function codeFault(error: unknown): string {
  if (error instanceof ApiError && error.code === 'INVALID_INPUT') return 'That is not the code it shows now.';
  return faultText(error);
}
