import { type Listener, listenTo } from '../connection/listen.js';
import type { DatabaseSettings } from '../connection/settings.js';

export type BoardChanges = Listener;

/** The channel on which hides, unhides and deletes are told. */
export const boardChannel = 'board_changed';

/**
 * Calls `onChange` when a listing was hidden, unhidden or deleted by any process, right after its commit; posts are not told. It is
 * called as well where something may have been missed, at the beginning and after a lost connection. `onLost` tells that from now on
 * nothing is heard.
 */
export function listenForBoardChanges(
  settings: DatabaseSettings,
  onChange: () => void,
  onLost: () => void = () => undefined,
): BoardChanges {
  return listenTo(settings, boardChannel, { notification: onChange, listening: onChange, lost: onLost });
}
