import { describe, expect, it } from '@jest/globals';
import { accountDelayMaxMs, clientFailuresMax, SignInThrottle } from './sign-in-throttle.js';

function throttleAt(start = 0) {
  const clock = { now: start };
  return { clock, throttle: new SignInThrottle(() => clock.now) };
}

describe('the sign-in throttle', () => {
  it('refuses a client after ten failures, until the first is fifteen minutes old', () => {
    const { clock, throttle } = throttleAt();
    for (let n = 0; n < clientFailuresMax; n += 1) {
      expect(throttle.retryAfterMs('a')).toBe(0);
      throttle.attempt('a', 'admin');
      clock.now += 1000;
    }
    expect(throttle.retryAfterMs('a')).toBe(890_000);
    expect(throttle.retryAfterMs('b')).toBe(0);
    clock.now += 890_000;
    expect(throttle.retryAfterMs('a')).toBe(0);
    throttle.attempt('a', 'admin');
    expect(throttle.retryAfterMs('a')).toBe(1000);
  });

  it('counts attempts that are still under way, so that a burst is no way round it', () => {
    const { throttle } = throttleAt();
    const burst = Array.from({ length: clientFailuresMax }, () => throttle.attempt('a', 'admin'));
    expect(throttle.retryAfterMs('a')).toBeGreaterThan(0);
    burst[3]?.takeBack();
    expect(throttle.retryAfterMs('a')).toBe(0);
  });

  it('slows an account that others fail on, by two seconds at most', () => {
    const { throttle } = throttleAt();
    for (let n = 0; n < 1000; n += 1) throttle.attempt(`client-${n}`, 'admin');
    expect(throttle.attempt('me', 'admin').delayMs).toBe(accountDelayMaxMs);
    expect(throttle.attempt('me', 'other').delayMs).toBe(0);
    expect(throttle.retryAfterMs('me')).toBe(0);
  });

  it('stays small when anybody sends any name', () => {
    const { throttle } = throttleAt();
    for (let n = 0; n < 50_000; n += 1) throttle.attempt(`client-${n}`, `name-${n}`);
    const size = Object.values(throttle).map((window) => (window as { failures: Map<string, unknown> }).failures.size);
    expect(Math.max(...size)).toBe(20_000);
  });
});
