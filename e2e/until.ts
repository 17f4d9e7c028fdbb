/** Asks again and again, for what a page or a process does in its own time. */
export async function until(isSo: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Not so within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
