import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { powSolutionHeader, type Listing } from '@initialsdb/contracts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { answerWith, challenge, problem, type Answer } from '@initialsdb/web/testing/answers';
import { ScriptedWorker } from '../../../testing/scripted-worker.js';
import { draft } from '../hooks/use-draft.js';
import { Composer } from './composer.js';

const posted: Answer = {
  status: 201,
  body: {
    listing: { id: 41, body: 'A bicycle bell', createdAt: '2026-11-23T14:00:00.000Z' },
    deleteToken: 'secret-token',
  },
};
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'New listing' });
const postButton = () => screen.getByRole('button', { name: 'Post' });

/** Renders a composer whose posts are answered one after the other, the last answer again and again. */
function renderComposer(...answers: (Answer | Promise<Answer>)[]) {
  const sent: { body: unknown; proof: string | null }[] = [];
  const network = answerWith({
    'GET /pow/challenge': () => challenge,
    'POST /api/listings': ({ body, headers }) => {
      sent.push({ body, proof: headers.get(powSolutionHeader) });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer;
    },
  });
  const onPosted = jest.fn<(listing: Listing) => void>();
  const view = render(<Composer onPosted={onPosted} />, { wrapper: MemoryRouter });
  return { ...view, sent, onPosted, ...network };
}

async function write(text: string) {
  await userEvent.type(field(), text);
}

/** What React said on the console. */
let complaints: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { Worker: ScriptedWorker });
  ScriptedWorker.isHeld = false;
  complaints = [];
  jest.spyOn(console, 'error').mockImplementation((...complaint) => void complaints.push(complaint));
});

afterEach(() => {
  cleanup();
  draft.set('');
  localStorage.clear();
  sessionStorage.clear();
  jest.restoreAllMocks();
  if (complaints.length > 0) throw new Error(`React complained: ${JSON.stringify(complaints)}`);
});

describe('Composer', () => {
  it('posts with a proof, then is empty, shows the delete token and keeps it', async () => {
    const { sent, onPosted } = renderComposer(posted);
    await write('  A bicycle bell ');
    await userEvent.click(postButton());
    expect(await screen.findByText('secret-token')).toBeDefined();
    expect(field().value).toBe('');
    expect(sent).toEqual([{ body: { body: 'A bicycle bell' }, proof: expect.stringMatching(/^A{59}\.[\w-]{86}$/) }]);
    expect(onPosted).toHaveBeenCalledTimes(1);
    expect(localStorage.getItem('delete-tokens')).toBe('{"41":"secret-token"}');
    expect(screen.getByRole('link', { name: 'See your listing' }).getAttribute('href')).toBe('/listings/41');
  });

  it('posts on Ctrl+Enter, once', async () => {
    const { sent } = renderComposer(posted);
    await write('A bicycle bell{Control>}{Enter}{Enter}{/Control}');
    await screen.findByText('secret-token');
    expect(sent).toHaveLength(1);
  });

  it('has the text again after a reload', async () => {
    const first = renderComposer(posted);
    await write('Half a sentence');
    first.unmount();
    expect(sessionStorage.getItem('draft')).toBe('"Half a sentence"');
    renderComposer(posted);
    expect(field().value).toBe('Half a sentence');
  });

  it('asks for nothing where there is no text, and says so', async () => {
    const { requests } = renderComposer(posted);
    await write('   ');
    await userEvent.click(postButton());
    expect(screen.getByRole('alert').textContent).toBe('Write something first.');
    expect(document.activeElement).toBe(field());
    expect(requests).toEqual([]);
  });

  it('counts code points and refuses what is too long', async () => {
    draft.set('🌱'.repeat(2003));
    const { requests } = renderComposer(posted);
    expect(document.body.textContent).toContain('−3 characters too many');
    await userEvent.click(postButton());
    expect(screen.getByRole('alert').textContent).toBe('3 characters too many.');
    expect(requests).toEqual([]);
  });

  it('counts down after a 429, keeps the text, and posts when the time has come', async () => {
    renderComposer(problem('RATE_LIMITED', {}, { 'Retry-After': '1' }), posted);
    await write('A bicycle bell');
    await userEvent.click(postButton());
    expect((await screen.findByRole('timer')).textContent).toBe('Post again in 1 s.');
    expect(postButton().getAttribute('aria-disabled')).toBe('true');
    expect(field().value).toBe('A bicycle bell');
    await waitFor(() => expect(postButton().getAttribute('aria-disabled')).toBe('false'), { timeout: 3000 });
    await userEvent.click(postButton());
    expect(await screen.findByText('secret-token')).toBeDefined();
  });

  it('links to the listing that has the same text already', async () => {
    renderComposer(problem('DUPLICATE', { existingId: 12 }));
    await write('A bicycle bell');
    await userEvent.click(postButton());
    expect((await screen.findByRole('link', { name: 'See the listing' })).getAttribute('href')).toBe('/listings/12');
    expect(field().value).toBe('A bicycle bell');
  });

  it.each([
    ['was cut off', undefined],
    ['met a lost database', problem('UNAVAILABLE', { outcome: 'unknown' })],
    ['was answered by something in between', { status: 504 }],
  ])('tells that the first try got through where it %s, also after a reload', async (_case, answer) => {
    const first = renderComposer(...(answer ? [answer] : []));
    await write('A bicycle bell');
    await userEvent.click(postButton());
    await screen.findByRole('alert');
    expect(field().value).toBe('A bicycle bell');
    first.unmount();
    renderComposer(problem('DUPLICATE', { existingId: 12 }));
    await userEvent.click(postButton());
    await screen.findByText(/^Your first try got through/);
    expect(screen.getByRole('link', { name: 'See your listing' }).getAttribute('href')).toBe('/listings/12');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(field().value).toBe('');
  });

  it('does not take somebody else’s listing for a first try that never was, or was of another text', async () => {
    const duplicate = problem('DUPLICATE', { existingId: 12 });
    renderComposer(problem('UNAVAILABLE'), duplicate, { status: 504 }, duplicate);
    await write('A bicycle bell');
    for (const message of [/^The board is too busy/, /^This text is on the board already/]) {
      await userEvent.click(postButton());
      await screen.findByText(message);
    }
    await userEvent.click(postButton());
    await screen.findByText(/does not answer/);
    await write('!');
    await userEvent.click(postButton());
    await screen.findByText(/^This text is on the board already/);
    expect(field().value).toBe('A bicycle bell!');
  });

  it.each([
    [
      'an invalid text',
      problem('INVALID_INPUT', { errors: [{ path: 'body', message: 'No control characters.' }] }),
      'No control characters.',
    ],
    [
      'a busy board',
      problem('UNAVAILABLE'),
      'The board is too busy or its database is away for the moment. Your text is kept.',
    ],
    [
      'a blocked network',
      problem('FORBIDDEN', { detail: 'Posting from your network is blocked.' }),
      'Posting from your network is blocked. Your text is kept.',
    ],
    ['an answer that is none', { status: 502 }, 'The board does not answer. Your text is kept.'],
  ])('says why and keeps the text: %s', async (_case, answer, message) => {
    renderComposer(answer);
    await write('A bicycle bell');
    await userEvent.click(postButton());
    expect((await screen.findByRole('alert')).textContent).toBe(message);
    expect(field().value).toBe('A bicycle bell');
    expect(postButton().getAttribute('aria-disabled')).toBe('false');
  });

  it('makes a refused proof again without a word', async () => {
    const { sent, requests } = renderComposer(problem('POW_EXPIRED'), problem('POW_INVALID'), posted);
    await write('A bicycle bell');
    await userEvent.click(postButton());
    await screen.findByText('secret-token');
    expect(sent).toHaveLength(3);
    expect(requests.filter((name) => name === 'GET /pow/challenge')).toHaveLength(3);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the proof and stops it on Cancel; the text stays', async () => {
    ScriptedWorker.isHeld = true;
    const { sent } = renderComposer(posted);
    await write('A bicycle bell');
    await userEvent.click(postButton());
    const bar = await screen.findByRole('progressbar', { name: 'Proof of work' });
    expect(bar.getAttribute('max')).toBe('8');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Cancelled. Your text is kept.');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    expect(field().value).toBe('A bicycle bell');
    ScriptedWorker.isHeld = false;
    await userEvent.click(postButton());
    await screen.findByText('secret-token');
    expect(sent).toHaveLength(1);
  });

  it('leaves nothing behind where it goes while the proof is made', async () => {
    ScriptedWorker.isHeld = true;
    const { sent, unmount } = renderComposer(posted);
    await write('A bicycle bell');
    await userEvent.click(postButton());
    unmount();
    ScriptedWorker.isHeld = false;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toEqual([]);
    expect(draft.get()).toBe('A bicycle bell');
  });

  it('keeps what a post brought although it went meanwhile', async () => {
    const answer = Promise.withResolvers<Answer>();
    const { sent, onPosted, unmount } = renderComposer(answer.promise);
    await write('A bicycle bell');
    await userEvent.click(postButton());
    await waitFor(() => expect(sent).toHaveLength(1));
    unmount();
    answer.resolve(posted);
    await waitFor(() => expect(draft.get()).toBe(''));
    expect(localStorage.getItem('delete-tokens')).toBe('{"41":"secret-token"}');
    expect(onPosted).toHaveBeenCalledTimes(1);
  });
});
