/** The channel on which listeners confirm what they have heard. */
export const heardChannel = 'heard';

/** A notification whose payload begins so asks for a confirmation: the same payload on the channel above. */
export const pleaseConfirm = 'confirm ';

/** The advisory lock that everybody who listens to a channel shares, so that they can be counted. */
export function listeningLock(channel: string): string {
  return `hashtextextended('listening to ${channel}', 0)`;
}
