const integers = new Intl.NumberFormat('en');

/** `1204331` as `1,204,331`. */
export function formatCount(count: number): string {
  return integers.format(count);
}

/** `1 listing`, `1,204,331 listings`. */
export function countOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
