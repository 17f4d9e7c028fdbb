const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `734 B`, `1.4 MB`: in powers of 1,000, as disks are sold. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** `0.3 ms`, `8 ms`, `1.4 s`, `12 min`, `2.5 h`; a dash where nothing was measured. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms > 0 && ms < 0.1) return '< 0.1 ms';
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 600) return `${seconds.toFixed(1)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
