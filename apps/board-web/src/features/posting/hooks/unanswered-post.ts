import * as z from 'zod/mini';
import { storedValue } from '@initialsdb/web';

/** The text of a post that was sent and whose answer never came, so that it may be on the board; kept by the tab, as the draft is. */
export const unansweredPost = storedValue({
  storage: () => sessionStorage,
  key: 'unanswered-post',
  schema: z.string(),
  fallback: '',
});
