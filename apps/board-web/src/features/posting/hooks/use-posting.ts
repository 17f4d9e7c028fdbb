import { codePointLength, normalizeBody, type CreatedListing, type Listing } from '@initialsdb/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { listingBodyMaxChars } from '../../../lib/limits.js';
import { rememberOwnListing } from '../../../lib/own-listings.js';
import { isOutcomeUnknown } from '@initialsdb/web';
import type { Proof } from '../../../lib/proof/use-proof.js';
import { createListing } from '../api/create-listing.js';
import { failureOf, type PostingFailure } from '../posting-failure.js';
import { unansweredPost } from './unanswered-post.js';
import { draft } from './use-draft.js';

export type PostingState =
  | { kind: 'idle' }
  | { kind: 'working'; isSending: boolean }
  | { kind: 'posted'; created: CreatedListing }
  /** By a try before, whose answer never came. */
  | { kind: 'posted-before'; listingId: number }
  | { kind: 'failed'; failure: PostingFailure };

/** Why a text can't be posted, if so, without asking the server. */
function faultOf(body: string): PostingFailure | undefined {
  if (body === '') return { message: 'Write something first.' };
  const excess = codePointLength(body) - listingBodyMaxChars();
  if (excess > 0) return { message: excess === 1 ? 'One character too many.' : `${excess} characters too many.` };
  return undefined;
}

/** Posts, and remembers a post that may have been made although nothing says so. */
async function send(body: string, headers: Record<string, string>): Promise<CreatedListing> {
  try {
    const answer = await createListing({ body }, headers);
    unansweredPost.set('');
    return answer;
  } catch (error) {
    if (isOutcomeUnknown(error)) unansweredPost.set(body);
    throw error;
  }
}

/** Empties the draft, unless another text was begun meanwhile. */
function forgetDraft(text: string): void {
  if (draft.get() === text) draft.set('');
}

/**
 * Posts the draft. What a successful post leaves (the delete token, the emptied draft, the listing on top of the list) is done even
 * if the component has gone by then; its own state is not touched any more.
 */
export function usePosting(proof: Proof, onPosted: (listing: Listing) => void) {
  const [state, setState] = useState<PostingState>({ kind: 'idle' });
  const isMounted = useRef(false);
  const isPosting = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const show = useCallback((next: PostingState) => {
    if (isMounted.current) setState(next);
  }, []);

  const post = async () => {
    const text = draft.get();
    const body = normalizeBody(text);
    // A second press in a hurry neither posts again nor takes the note with the delete token away.
    if (isPosting.current || (body === '' && state.kind.startsWith('posted'))) return;
    const fault = faultOf(body);
    if (fault) return show({ kind: 'failed', failure: fault });
    isPosting.current = true;
    show({ kind: 'working', isSending: false });
    try {
      const created = await proof.submit(async (headers) => {
        show({ kind: 'working', isSending: true });
        const answer = await send(body, headers);
        rememberOwnListing(answer.listing.id, answer.deleteToken);
        forgetDraft(text);
        onPosted(answer.listing);
        return answer;
      });
      show({ kind: 'posted', created });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.existingId === undefined || unansweredPost.get() !== body) return show({ kind: 'failed', failure });
      unansweredPost.set('');
      forgetDraft(text);
      show({ kind: 'posted-before', listingId: failure.existingId });
    } finally {
      isPosting.current = false;
    }
  };

  return { state, post, reset: useCallback(() => setState({ kind: 'idle' }), []) };
}
