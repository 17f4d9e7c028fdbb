/**
 * How Node is started for the servers, here as in docker/images. V8 lets its young generation grow to 128 MB under load, on a VPS of 4 GB
 * that is a tenth of the database's memory; with 8 MB a half-space the board answers as fast in some 80 MB less.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=8'];
