import { invalidInput } from './problem-error.js';

/**
 * The parameters of a URL's query, strictly: each at most once, valid percent-encoding of valid UTF-8, no NUL. `+` is a space, as forms send it.
 *
 * @throws {ProblemError} INVALID_INPUT
 */
export function decodeQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  if (start < 0) return parameters;
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    if (name in parameters) throw invalidInput(name, 'This parameter is given more than once.');
    parameters[name] = value;
  }
  return parameters;
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidInput('', 'The query is not percent-encoded UTF-8.');
  }
  if (decoded.includes('\0')) throw invalidInput('', 'The query holds the character NUL.');
  return decoded;
}
