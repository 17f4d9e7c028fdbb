const absoluteForm = /^https?:\/\/[^/?#]*/i;

/**
 * A request's target as a path that the router can read. Others (`*`, a broken percent-encoding) it would answer by itself, before every
 * hook: past who may reach the console, past the security headers, uncounted. So their characters stand for themselves, and a target
 * with scheme and host (RFC 9112, 3.2.2) for its path.
 */
export function routableUrl(target: string): string {
  if (target.startsWith('/') && !target.includes('%')) return target;
  const local = target.replace(absoluteForm, '');
  const rooted = local.startsWith('/') ? local : `/${local}`;
  const [path = ''] = rooted.split(/[?#]/, 1);
  return isDecodable(path) ? rooted : path.replaceAll('%', '%25') + rooted.slice(path.length);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
