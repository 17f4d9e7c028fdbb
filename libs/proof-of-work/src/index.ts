export { decodeBase64url, encodeBase64url } from './base64url.js';
export {
  DEFAULT_PUZZLES,
  NONCE_BYTES,
  PUZZLE_BYTES,
  TOKEN_BYTES,
  formatSolution,
  hasLeadingZeros,
  parseSolution,
  writePuzzle,
} from './protocol.js';
export type { Nonce } from './protocol.js';
