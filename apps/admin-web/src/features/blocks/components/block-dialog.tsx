import type { BlockScope } from '@initialsdb/contracts/admin';
import { countOf, FormDialog, SelectField, TextField, useToast } from '@initialsdb/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { useDraft } from '../../../lib/use-draft.js';
import { blockPreviewQuery, blocksKey, createBlock } from '../api/blocks.js';

interface BlockDialogProps {
  /** Whom to block; asked for where it isn't given. */
  poster?: string;
  onClose: () => void;
}

const scopeOptions = [
  { value: 'client', label: 'Client: IPv4 address, IPv6 /64' },
  { value: 'network', label: 'Network: IPv4 /24, IPv6 /48' },
];
const expiryOptions = [
  { value: '1', label: 'After a day' },
  { value: '7', label: 'After 7 days' },
  { value: '30', label: 'After 30 days' },
  { value: '', label: 'When somebody removes it' },
];
const dayMs = 86_400_000;

/** Keeps a poster from writing, after saying what that would have stopped. */
export function BlockDialog({ poster: given, onClose }: BlockDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useDraft('block-poster');
  const [reason, setReason] = useDraft('block-reason');
  const [scope, setScope] = useState<BlockScope>('client');
  const [days, setDays] = useState('7');
  const poster = given ?? typed.trim();
  const blocking = useMutation({
    mutationFn: () =>
      createBlock({
        poster,
        scope,
        reason,
        expiresAt: days === '' ? null : new Date(Date.now() + Number(days) * dayMs).toISOString(),
      }),
    onSuccess: async () => {
      setReason('');
      setTyped('');
      onClose();
      toast({ message: 'Blocked. Its next write is refused.' });
      await client.invalidateQueries({ queryKey: blocksKey });
    },
  });
  return (
    <FormDialog
      title={given === undefined ? 'Block a poster' : `Block poster ${given.slice(0, 8)}?`}
      description="They can still read. Posts and reports of theirs are refused."
      submit="Block"
      isPending={blocking.isPending}
      fault={blocking.isError && faultText(blocking.error)}
      onSubmit={() => blocking.mutate()}
      onClose={onClose}
    >
      {given === undefined && (
        <TextField
          label="Poster"
          hint="The whole pseudonym: press a poster in the listings to see it."
          required
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <SelectField
        label="Scope"
        options={scopeOptions}
        value={scope}
        onChange={(event) => setScope(event.target.value === 'network' ? 'network' : 'client')}
      />
      <SelectField
        label="Ends"
        options={expiryOptions}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      <TextField
        label="Reason (optional)"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Preview poster={poster} scope={scope} />
    </FormDialog>
  );
}

function Preview({ poster, scope }: { poster: string; scope: BlockScope }) {
  const { data, error, isLoading } = useQuery(blockPreviewQuery(poster, scope));
  if (poster === '') return null;
  return (
    <p aria-live="polite" className="border-l-2 border-ink py-1 pl-3 text-md">
      {data && `Would have stopped ${countOf(data.posts, 'post', 'posts')} of the last ${data.days} days.`}
      {isLoading && 'Counting what it would have stopped…'}
      {error && `What it would have stopped is not known. ${faultText(error)}`}
    </p>
  );
}
