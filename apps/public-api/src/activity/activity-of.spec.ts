import { describe, expect, it } from '@jest/globals';
import { Counter, Histogram, Registry } from 'prom-client';
import { activityOf } from './activity-of.js';

describe('the activity of a process', () => {
  it('is what its guards refused and how long things took, bucket by bucket', async () => {
    const registers = [new Registry()];
    const refusals = new Counter({
      name: 'guard_refusals_total',
      help: '-',
      labelNames: ['guard', 'reason'],
      registers,
    });
    const name = 'http_request_duration_seconds';
    const seconds = new Histogram({ name, help: '-', labelNames: ['route'], buckets: [0.0025, 1], registers });
    refusals.inc({ guard: 'proof-of-work', reason: 'POW_EXPIRED' }, 2);
    for (const value of [0.001, 0.002, 0.5, 9]) seconds.observe({ route: 'a' }, value);
    seconds.observe({ route: 'b' }, 0.5);
    const activity = activityOf((await registers[0]?.getMetricsAsJSON()) ?? []);
    expect(Object.fromEntries(activity)).toEqual({
      'refused:proof-of-work:pow_expired': 2,
      'answered:2.5': 2,
      'answered:1000': 2,
      'answered:inf': 1,
    });
  });
});
