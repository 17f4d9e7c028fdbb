/** Number of Unicode code points of a text. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _point of text) length += 1;
  return length;
}

/** A text as it is stored: line ends become LF, then white space at both ends goes. */
export function normalizeBody(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** Whether a text holds a control character (`\p{Cc}`) other than newline and tab. */
export function hasControlCharacter(text: string): boolean {
  return /[^\P{Cc}\n\t]/u.test(text);
}
