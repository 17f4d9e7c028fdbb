import { useEffect, useState } from 'react';

/** Whole seconds until a moment (as Date.now() counts), 0 once it has come or where there is none. */
export function useSecondsUntil(atMs: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  const left = atMs === undefined ? 0 : Math.max(0, Math.ceil((atMs - now) / 1000));
  const isRunning = atMs !== undefined && left > 0;
  useEffect(() => {
    if (!isRunning) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isRunning, atMs]);
  return left;
}
