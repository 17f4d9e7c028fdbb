import { codePointLength, normalizeBody, type Listing } from '@initialsdb/contracts';
import { Button, cx } from '@initialsdb/ui';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { listingBodyMaxChars } from '../../../lib/limits.js';
import { useProof } from '../../../lib/proof/use-proof.js';
import { useSecondsUntil } from '@initialsdb/web';
import { useDraft } from '../hooks/use-draft.js';
import { usePosting } from '../hooks/use-posting.js';
import { CharactersLeft } from './characters-left.js';
import { PostedBeforeNote, PostedNote } from './posted-note.js';
import { PostingFault } from './posting-fault.js';
import { ProofStatus, useIsSolving } from './proof-status.js';

interface ComposerProps {
  onPosted: (listing: Listing) => void;
}

/** Where one writes and posts. The proof of work begins at the first key, and the text is never lost. */
export function Composer({ onPosted }: ComposerProps) {
  const [text, setText] = useDraft();
  const proof = useProof();
  const { state, post, reset } = usePosting(proof, onPosted);
  const field = useRef<HTMLTextAreaElement>(null);
  const messageId = useId();

  const isWorking = state.kind === 'working';
  const failure = state.kind === 'failed' ? state.failure : undefined;
  const waitSeconds = useSecondsUntil(failure?.allowedAtMs);
  const canPost = !isWorking && waitSeconds === 0;
  const isSolving = useIsSolving(proof.progress, isWorking && !state.isSending);

  const submit = () => {
    if (!canPost) return;
    if (normalizeBody(text) === '') field.current?.focus();
    void post();
  };
  const cancel = () => {
    proof.cancel();
    field.current?.focus();
  };
  const change = (value: string) => {
    setText(value);
    if (value.trim() !== '') proof.start();
    if (failure && waitSeconds === 0) reset();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };

  return (
    <section aria-label="Post a listing">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="border border-ink focus-within:shadow-[0_0_0_1px_rgb(var(--ink))]"
      >
        <textarea
          ref={field}
          aria-label="New listing"
          aria-describedby={failure && messageId}
          aria-invalid={failure !== undefined && !failure.isCancelled && waitSeconds === 0}
          placeholder="Offer, look for, lost, found, say something"
          dir="auto"
          rows={3}
          value={text}
          readOnly={isWorking}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="block max-h-[60vh] min-h-[6.5rem] w-full resize-y bg-transparent px-4 pb-2 pt-3.5 outline-none [field-sizing:content] placeholder:text-soft"
        />
        <ComposerBar>
          <ProofStatus progress={text === '' ? undefined : proof.progress} isPosting={isWorking} />
          {text !== '' && (
            <CharactersLeft
              count={listingBodyMaxChars() - codePointLength(normalizeBody(text))}
              className={cx(isSolving && 'max-sm:hidden')}
            />
          )}
          {isSolving && (
            <Button look="quiet" onClick={cancel} className="max-sm:px-2">
              Cancel
            </Button>
          )}
          <Button
            type="submit"
            look="primary"
            aria-disabled={!canPost}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            title="Ctrl+Enter or ⌘+Enter"
            className="min-w-20"
          >
            Post
          </Button>
        </ComposerBar>
      </form>
      <div id={messageId}>{failure && <PostingFault failure={failure} waitSeconds={waitSeconds} />}</div>
      {state.kind === 'posted' && <PostedNote created={state.created} onDismiss={reset} />}
      {state.kind === 'posted-before' && <PostedBeforeNote listingId={state.listingId} onDismiss={reset} />}
    </section>
  );
}

function ComposerBar({ children }: { children: ReactNode }) {
  return <div className="flex min-h-14 items-center gap-2 p-2 pl-4 text-sm text-soft sm:gap-3">{children}</div>;
}
