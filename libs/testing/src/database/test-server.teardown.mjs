/** Jest's global teardown: stops what test-server.setup.mjs started. */
export default async function stopTestServer() {
  await globalThis.stopTestServer?.();
}
