import type { Answer } from './visitor.js';
import { Visitor } from './visitor.js';
import { removeLeftovers } from './leftovers.js';
import { make, makeStage, type Stage } from './stage.js';

/** What the acts of the test share: one installation, and all that was ever acknowledged to a poster in it. */
export class World {
  readonly acknowledged: number[] = [];
  private opened: { stage: Stage; board?: Visitor; admin?: Visitor } | undefined;

  async open() {
    await removeLeftovers();
    this.opened = { stage: await makeStage() };
  }

  async close() {
    await this.opened?.stage.remove();
  }

  get stage(): Stage {
    if (!this.opened) throw new Error('The stage is not set.');
    return this.opened.stage;
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
    const { https, admin } = this.stage.ports;
    this.opened = {
      stage: this.stage,
      board: new Visitor('board.example.com', https, ca),
      admin: new Visitor('localhost:8443', admin, ca),
    };
  }

  /** `make TARGET` in the VPS's docker/prod. */
  prod(target: string, input?: string): Promise<string> {
    return make(this.stage.prod, target, input);
  }

  /** Posts, and remembers what was acknowledged. */
  async post(body: string, ...headers: Record<string, string>[]): Promise<Answer> {
    const answer = await this.board.post(body, ...headers);
    if (answer.status === 201) this.acknowledged.push(answer.json<{ listing: { id: number } }>().listing.id);
    return answer;
  }

  /** The listings that were acknowledged and are not there, each with what the board says of it. */
  async missing(): Promise<string[]> {
    const missing: string[] = [];
    for (const id of this.acknowledged) {
      const { status } = await this.board.ask('GET', `/api/listings/${id}`);
      if (status !== 200) missing.push(`${id}: ${status}`);
    }
    return missing;
  }

  /** The board's own count. */
  async count(): Promise<number> {
    return (await this.board.ask('GET', '/api/listings/count')).json<{ count: number }>().count;
  }

  /** Whether the board answers from its database. */
  readonly isServing = async (): Promise<boolean> =>
    (await this.board.ask('GET', '/api/listings/count').catch(() => ({ status: 0 }))).status === 200;

  private site(name: 'board' | 'admin', address: string): Visitor {
    const site = this.opened?.[name];
    if (!site) throw new Error(`Nothing serves ${address} yet.`);
    return site;
  }
}
