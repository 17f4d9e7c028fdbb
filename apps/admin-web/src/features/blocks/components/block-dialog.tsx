import type { BlockScope } from '@initialsdb/contracts/admin';
import { Button, countOf, Dialog, DialogActions, Select, TextField, useToast } from '@initialsdb/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { faultText } from '../../../lib/fault-text.js';
import { useDraft } from '../../../lib/use-draft.js';
import { blockPreviewQuery, blocksKey, createBlock } from '../api/blocks.js';

interface BlockDialogProps {
  /** Whom to block; asked for where it isn't given. */
  poster?: string;
  onClose: () => void;
}

const scopeOptions = [
  { value: 'client', label: 'This client: one IPv4 address, or one IPv6 /64' },
  { value: 'network', label: 'Its network: the /24, or the IPv6 /48' },
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
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={given === undefined ? 'Block a poster' : `Block poster ${given.slice(0, 8)}?`}
      description="They can still read. Posts and reports of theirs are refused."
    >
      <form
        className="mt-4 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocking.isPending) blocking.mutate();
        }}
      >
        {given === undefined && (
          <TextField
            label="Poster"
            hint="The pseudonym, as the listings table shows it in full in its address."
            required
            maxLength={100}
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        <LabelledSelect
          label="Scope"
          options={scopeOptions}
          value={scope}
          onChange={(value) => setScope(value === 'network' ? 'network' : 'client')}
        />
        <LabelledSelect label="Ends" options={expiryOptions} value={days} onChange={setDays} />
        <TextField
          label="Reason (optional)"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Preview poster={poster} scope={scope} />
        <p role="alert" className="text-sm text-danger empty:hidden">
          {blocking.isError && faultText(blocking.error)}
        </p>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" aria-disabled={blocking.isPending}>
            Block
          </Button>
        </DialogActions>
      </form>
    </Dialog>
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

interface LabelledSelectProps {
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

function LabelledSelect({ label, options, value, onChange }: LabelledSelectProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-soft">
        {label}
      </label>
      <Select id={id} options={options} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
