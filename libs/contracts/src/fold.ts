/**
 * The form in which texts are compared by search: compatibility-decomposed, without marks, in lower case, with one sigma and with
 * runs of white space as one space. A listing matches a term where `fold(body)` contains `fold(term)`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/\s+/gu, ' ');
}
