import { forgetNeighbours, keepBridgesPinned } from './bridges.js';
import { removeLeftoversAtOnce } from './leftovers.js';
import type { Names } from './leftovers.js';
import { attempt, docker, eventually } from './shell.js';
import { containerOf, make, makeStage, type Stage } from './stage.js';
import type { Answer } from './visitor.js';
import { Visitor } from './visitor.js';

const patienceSeconds = 120;

/** Of what the engine says of a container, what the tests look at. */
export interface Inspected {
  State: {
    Status: string;
    ExitCode: number;
    Pid: number;
    StartedAt: string;
    FinishedAt: string;
    Health?: { Status: string };
  };
  Config: { Healthcheck?: { Test: string[] } };
  HostConfig: {
    ReadonlyRootfs: boolean;
    Memory: number;
    PidsLimit: number;
    RestartPolicy: { Name: string };
    PortBindings: Record<string, { HostIp: string }[] | null>;
  };
  Mounts: { Type: string; Name?: string; Destination: string; RW: boolean }[];
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
}

/** What the acts of the test share: one installation, and all that was ever acknowledged to a poster in it. */
export class World {
  readonly acknowledged: number[] = [];
  private unpin: (() => void) | undefined;
  private opened: { stage: Stage; board?: Visitor; admin?: Visitor } | undefined;

  async open() {
    const stage = await makeStage();
    this.opened = { stage };
    this.unpin = keepBridgesPinned();
    for (const [signal, exit] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
      process.once(signal, () => {
        removeLeftoversAtOnce(stage.names);
        process.exit(exit);
      });
    }
  }

  async close() {
    this.unpin?.();
    await this.opened?.stage.remove();
  }

  /** What a person would look at first where something does not work: the containers and the ends of their logs. */
  async report(): Promise<string> {
    if (!this.opened) return '';
    const filter = ['--filter', `name=^/?${this.names.tag}(-|$)`];
    const format = ['--format', '{{.Names}}\t{{.Status}}'];
    const { output } = await attempt(['docker', 'ps', '--all', ...filter, ...format]);
    const logs = output
      .split('\n')
      .flatMap((line) => line.split('\t').slice(0, 1))
      .filter(Boolean);
    const ends = await Promise.all(
      logs.map(async (name) => `--- ${name}\n${(await attempt(['docker', 'logs', '--tail', '20', name])).output}`),
    );
    return `\n${output}${ends.join('')}\n`;
  }

  get stage(): Stage {
    if (!this.opened) throw new Error('The stage is not set.');
    return this.opened.stage;
  }

  get names(): Names {
    return this.stage.names;
  }

  /** The board as its visitors see it, once Caddy serves it. */
  get board(): Visitor {
    return this.site('board', 'board.example.com');
  }

  /** The console through the port on the VPS's loopback. */
  get admin(): Visitor {
    return this.site('admin', 'localhost:8443');
  }

  /** Caddy is up, with certificates of this authority. */
  isServedBy(ca: string) {
    const { https, console } = this.stage.ports;
    this.opened = {
      stage: this.stage,
      board: new Visitor('board.example.com', https, ca),
      admin: new Visitor('localhost:8443', console, ca),
    };
  }

  /** `make TARGET` in the VPS's docker/prod. */
  prod(target: string, input?: string): Promise<string> {
    return make(this.stage.prod, target, input);
  }

  /** After Caddy's container was started, which others have to know. */
  forgetNeighbours(): Promise<void> {
    return forgetNeighbours([this.names.edgeSubnet, this.names.adminSubnet]);
  }

  /** The id of a service's container; of production's where no other project is named. */
  container(service: string, project = this.names.prod): Promise<string> {
    return containerOf(service, project);
  }

  /** What the engine says of a service's container. */
  async inspect(service: string, project = this.names.prod): Promise<Inspected> {
    const [inspected] = JSON.parse(await docker('inspect', await this.container(service, project))) as Inspected[];
    if (!inspected) throw new Error(`There is no container of ${service}.`);
    return inspected;
  }

  /** What one statement answers, in psql's plain form, to the owner of the database. */
  async sql(statement: string, database = 'initialsdb'): Promise<string> {
    const psql = ['psql', '-U', 'initialsdb', '-d', database, '-tAc', statement];
    return docker('exec', await this.container('database'), ...psql);
  }

  /** Posts, and remembers what was acknowledged. */
  async post(body: string, ...headers: Record<string, string>[]): Promise<Answer> {
    const answer = await this.board.post(body, ...headers);
    if (answer.status === 201) this.acknowledged.push(answer.json<{ listing: { id: number } }>().listing.id);
    return answer;
  }

  /** The listings that were acknowledged and that the board does not show. */
  async missing(): Promise<number[]> {
    await this.untilServing();
    const shown = new Set<number>();
    let cursor = '';
    do {
      const page = await this.board.ask('GET', `/api/listings?limit=100${cursor}`);
      if (page.status !== 200) throw new Error(`The board does not list: ${page.status} ${page.text}`);
      const { listings, nextCursor } = page.json<{ listings: { id: number }[]; nextCursor: string | null }>();
      for (const { id } of listings) shown.add(id);
      cursor = nextCursor === null ? '' : `&cursor=${encodeURIComponent(nextCursor)}`;
    } while (cursor !== '');
    return this.acknowledged.filter((id) => !shown.has(id));
  }

  /** The board's own count. */
  async count(): Promise<number> {
    await this.untilServing();
    return (await this.board.ask('GET', '/api/listings/count')).json<{ count: number }>().count;
  }

  /** Whether the board answers from its database. */
  private async isServing(): Promise<boolean> {
    return (await this.board.ask('GET', '/api/listings/count').catch(() => ({ status: 0 }))).status === 200;
  }

  /** Containers are often made anew, and an engine may need a while to let others know (bridges.ts). */
  untilServing(): Promise<boolean> {
    return eventually(() => this.isServing(), Boolean, patienceSeconds);
  }

  /** The same of the console; as nobody is signed in, it answers that. */
  untilConsoleServing(): Promise<boolean> {
    const isServing = async () =>
      (await this.admin.ask('GET', '/api/session').catch(() => ({ status: 0 }))).status === 401;
    return eventually(isServing, Boolean, patienceSeconds);
  }

  private site(name: 'board' | 'admin', address: string): Visitor {
    const site = this.opened?.[name];
    if (!site) throw new Error(`Nothing serves ${address} yet.`);
    return site;
  }
}
