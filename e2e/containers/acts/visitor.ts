import { describe, expect, it } from '@jest/globals';
import type { World } from '../world.js';

export function describeVisitor(world: World) {
  describe('for a visitor', () => {
    it('takes a post with full proof', async () => {
      const challenge = (await world.board.ask('GET', '/pow/challenge')).json<{ bits: number; puzzles: number }>();
      expect(challenge.bits + Math.log2(challenge.puzzles)).toBe(21);
      expect((await world.post('Bicycle, blue, 28 inch')).status).toBe(201);
      expect(await world.count()).toBe(1);
    });

    it('goes by the address that Caddy sees, whatever headers claim', async () => {
      const forged = (n: number) => ({
        'X-Forwarded-For': `198.51.100.${n}`,
        'X-Real-IP': `203.0.113.${n}`,
        Forwarded: `for=192.0.2.${n}`,
      });
      // A proof is bound to the client: one that was asked for as one address passes as another, being the same client.
      expect((await world.post('Proof under two names', forged(1), forged(2))).status).toBe(201);
      const answers: number[] = [];
      for (let n = 1; n <= 31; n += 1) {
        answers.push((await world.board.ask('GET', '/pow/challenge', { headers: forged(n) })).status);
      }
      expect(answers).toContain(429);
    });
  });
}
