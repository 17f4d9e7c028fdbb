import { readFileSync } from 'node:fs';
import { type Entity, entityOf } from './entity.js';

/** Contents of `<meta name="…">` elements of the page, by name: settings of the server that the web app has to know. */
export type PageSettings = Record<string, string>;

/** The web app's one HTML page, with the settings of this server in its head. */
export function webPage(file: string, settings: PageSettings = {}): Entity {
  const html = Object.entries(settings).reduce(withSetting, readFileSync(file, 'utf8'));
  return entityOf(html, 'text/html; charset=utf-8');
}

function withSetting(html: string, [name, content]: [string, string]): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return html.replace(
    new RegExp(`(<meta name="${name}" content=")[^"]*`),
    (_match, before: string) => before + escaped,
  );
}
