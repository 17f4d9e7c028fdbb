import { connect, type Socket } from 'node:net';

/** A connection on which a test writes bytes as no proper client would, and sees exactly what comes back. */
export class RawConnection {
  received = '';
  isClosed = false;
  private readonly socket: Socket;
  private readonly listeners = new Set<() => void>();

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    this.socket.setEncoding('latin1').on('data', (text: string) => {
      this.received += text;
      this.notify();
    });
    // A connection that the server ended or reset is closed for a test's purposes.
    for (const event of ['end', 'close', 'error']) {
      this.socket.on(event, () => {
        this.isClosed = true;
        this.notify();
      });
    }
  }

  /** Writes lines, each ended by CR LF, as of a request's head. */
  head(...lines: string[]): this {
    return this.write(`${lines.join('\r\n')}\r\n\r\n`);
  }

  write(bytes: string | Uint8Array): this {
    this.socket.write(bytes);
    return this;
  }

  /** Resolves when what was received matches; fails after the limit, telling what there was. */
  async waitFor(pattern: RegExp, limitMs = 3000): Promise<string> {
    await this.until(() => pattern.test(this.received), `${pattern}`, limitMs);
    return this.received;
  }

  async waitForClose(limitMs = 3000): Promise<string> {
    await this.until(() => this.isClosed, 'the end of the connection', limitMs);
    return this.received;
  }

  close(): void {
    this.socket.destroy();
  }

  private until(isSo: () => boolean, what: string, limitMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (isSo()) finish(resolve);
      };
      const fail = () =>
        reject(new Error(`No ${what} within ${limitMs} ms; received ${JSON.stringify(this.received)}`));
      const timer = setTimeout(() => finish(fail), limitMs);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.listeners.delete(check);
        settle();
      };
      this.listeners.add(check);
      check();
    });
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
