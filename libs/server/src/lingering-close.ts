import type { Socket } from 'node:net';

const lingerMs = 2000;

/**
 * Makes a connection end without losing the answer on it. Closing a socket on which bytes still arrive makes the kernel send a reset, and
 * the client may then throw away the answer it was about to read. So: say that nothing follows, let what still comes fall through for a
 * short while, then close (as nginx's lingering_close).
 */
export function lingerOnClose(socket: Socket): void {
  socket.destroySoon = () => {
    // Taking the parser's listener off: whatever comes now is the rest of a refused body and never a further request.
    socket.removeAllListeners('data');
    socket.on('data', () => undefined);
    const deadline = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('end', () => socket.destroy());
    socket.once('close', () => clearTimeout(deadline));
    socket.end();
    socket.resume();
  };
}
