import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answerWith, challenge, problem, type Answer } from '@initialsdb/web/testing/answers';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ScriptedWorker } from '../../../testing/scripted-worker.js';
import { ReportButton } from './report-button.js';

const reported: Answer = { status: 201, body: { listingId: 41, reason: 'spam' } };

/** What was sent, with each report answered by the next of the answers. */
function answerReports(...answers: Answer[]): unknown[] {
  const sent: unknown[] = [];
  answerWith({
    'GET /pow/challenge': () => challenge,
    'POST /api/listings/41/reports': ({ body }) => {
      sent.push(body);
      return answers.shift() ?? reported;
    },
  });
  return sent;
}

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const note = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note for the moderators' });

beforeEach(() => {
  Object.assign(globalThis, { Worker: ScriptedWorker });
  ScriptedWorker.isHeld = false;
});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

describe('a report’s note', () => {
  it('is there again after Escape and after a reload, for its own listing alone, until it is sent', async () => {
    const sent = answerReports();
    const before = render(<ReportButton listingId={41} />);
    await press('Report');
    await userEvent.click(await screen.findByText('Add a note'));
    await userEvent.type(await note(), 'My telephone number');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    before.unmount();

    const other = render(<ReportButton listingId={42} />);
    await press('Report');
    expect((await note()).value).toBe('');
    other.unmount();

    render(<ReportButton listingId={41} />);
    await press('Report');
    expect((await note()).value).toBe('My telephone number');
    expect((await note()).closest('details')?.open).toBe(true);
    await press('Somebody’s personal data');
    await screen.findByText(/A moderator will look at it/);
    expect(sent).toEqual([{ reason: 'personal-data', note: 'My telephone number' }]);
    await press('Close');
    await press('Report');
    expect((await note()).value).toBe('');
  });

  it('is kept where the report is refused, which says when to try again', async () => {
    answerReports(problem('RATE_LIMITED', {}, { 'Retry-After': '42' }));
    render(<ReportButton listingId={41} />);
    await press('Report');
    await userEvent.click(await screen.findByText('Add a note'));
    await userEvent.type(await note(), 'Again and again');
    await press('Spam');
    await screen.findByText('Too many requests from your network. Try again in 42 s.');
    expect((await note()).value).toBe('Again and again');
  });
});
