const defaultBodyMaxChars = 2000;

/** LISTING_BODY_MAX_CHARS of the server that served this page, in code points; it writes the setting into the page's head. */
export function listingBodyMaxChars(): number {
  const content = document.querySelector<HTMLMetaElement>('meta[name="listing-body-max-chars"]')?.content;
  const value = Number(content);
  return Number.isInteger(value) && value > 0 ? value : defaultBodyMaxChars;
}
