/** What a page may load: its own files, WebAssembly and workers of its own, and nothing inline. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer, whatever it is. A constant table, because helmet computes the same ones anew for each request. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

/** A year, as the preload lists ask at least. */
const strictTransportSecurity = 'max-age=31536000';

/** Names of the visitor's own machine. What a browser keeps of one holds for every port there, so for all else that runs on it without TLS. */
const ownMachine = /^(([^:]+\.)?localhost\.?|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$/i;

/**
 * Strict-Transport-Security of a site that was reached by HTTPS (RFC 6797).
 * @param host the request's Host
 * @returns undefined where the site is on the visitor's own machine
 */
export function strictTransportSecurityOf(host = ''): string | undefined {
  return ownMachine.test(host) ? undefined : strictTransportSecurity;
}
