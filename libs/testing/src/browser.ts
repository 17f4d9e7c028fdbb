import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const debianChromium = '/usr/bin/chromium';

/** Root may not use the sandbox; the others keep Chromium from calling home. */
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ChromiumOptions {
  /** Pages that were left come back as they were, as people's browsers do it; Playwright switches that off. */
  backForwardCache?: boolean;
  /** No code is compiled, neither JavaScript nor WebAssembly, as in the lockdown modes of some phones. */
  jitless?: boolean;
}

/** Starts Chromium: Playwright's own where that is installed, else CHROMIUM_PATH or Debian's. */
export function startChromium({ backForwardCache = false, jitless = false }: ChromiumOptions = {}): Promise<Browser> {
  const ownPath = chromium.executablePath();
  const executablePath = existsSync(ownPath) ? ownPath : (process.env['CHROMIUM_PATH'] ?? debianChromium);
  const ignoreDefaultArgs = backForwardCache ? ['--disable-back-forward-cache'] : [];
  const args = jitless ? [...flags, '--js-flags=--jitless'] : flags;
  return chromium.launch({ executablePath, args, ignoreDefaultArgs });
}

/** A visitor with cookies and storage of their own, and all that went wrong unseen. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Errors and warnings of the console but for failed requests, which the page itself has to show; and requests to other hosts. */
  faults: string[];
}

/** Opens a page of a new visitor. `faults` is to be empty at the end of every test. */
export async function newVisitor(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 }, ...options });
  const faults: string[] = [];
  context.on('page', (page) => watch(page, new URL(baseURL).origin, faults));
  return { context, page: await context.newPage(), faults };
}

function watch(page: Page, origin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    const isFailedRequest = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isFailedRequest) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'blob:') faults.push(`request to another host: ${url.href}`);
  });
}
