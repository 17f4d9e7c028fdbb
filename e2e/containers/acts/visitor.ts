import { describe, expect } from '@jest/globals';
import { step } from '../step.js';
import type { World } from '../world.js';

/** Headers of somebody who would rather be somebody else. */
const forged = (n: number) => ({
  'X-Forwarded-For': `198.51.100.${n}`,
  'X-Real-IP': `203.0.113.${n}`,
  Forwarded: `for=192.0.2.${n}`,
});

export function describeVisitor(world: World) {
  describe('for a visitor', () => {
    step('takes a post with full proof, which stays one client’s under whatever name', async () => {
      const challenge = (await world.board.ask('GET', '/pow/challenge')).json<{ bits: number; puzzles: number }>();
      expect(challenge.bits + Math.log2(challenge.puzzles)).toBe(21);
      // A proof is bound to the client: asked for under one name and used under another, it passes, as they are the same.
      expect((await world.post('Bicycle, blue, 28 inch', forged(1), forged(2))).status).toBe(201);
      expect(await world.count()).toBe(1);
    });

    step('counts requests by the address that Caddy sees, whatever headers claim', async () => {
      const answers: number[] = [];
      for (let n = 1; n <= 31; n += 1) {
        answers.push((await world.board.ask('GET', '/pow/challenge', { headers: forged(n) })).status);
      }
      expect(answers).toContain(429);
    });
  });
}
