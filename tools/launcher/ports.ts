import { createServer } from 'node:net';
import { commandLineOf, outputOf } from './processes.js';
import { CommandError } from '../terminal/terminal.js';

const commandMaxChars = 120;

/**
 * @param ports numbers by the name of the variable that sets them
 * @throws CommandError naming every port that can't be listened on, its variable, and who has it where that can be found out
 */
export async function checkPorts(bindAddress: string, ports: Record<string, number>): Promise<void> {
  const faults: string[] = [];
  for (const [variable, port] of Object.entries(ports)) {
    const code = await tryToListen(bindAddress, port);
    if (code) faults.push(explain(code, variable, port, bindAddress));
  }
  if (faults.length > 0) throw new CommandError([...new Set(faults)].join('\n'));
}

/** @returns the error code, or undefined where the port is free */
export function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function explain(code: string, variable: string, port: number, bindAddress: string): string {
  if (code === 'EADDRINUSE') {
    const holder = holderOf(port);
    return `Port ${port} (${variable}) is taken${holder && ` by ${holder}`}. Stop that program, or set ${variable} to another port.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} (${variable}) is only for root on this machine. Set ${variable} to a port above 1023.`;
  }
  return `BIND_ADDRESS is ${bindAddress}, which is no address of this machine (${code}).`;
}

/** As in `process 4711 (nginx -g daemon off)`; empty where lsof and ss are missing, or it is another user's. */
export function holderOf(port: number): string {
  const pid =
    /^p(\d+)$/m.exec(outputOf('lsof', '-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'))?.[1] ??
    /pid=(\d+)/.exec(outputOf('ss', '-Hltnp', `sport = :${port}`))?.[1];
  if (!pid) return '';
  const command = commandLineOf(Number(pid));
  return `process ${pid}${command ? ` (${command.slice(0, commandMaxChars)})` : ''}`;
}
