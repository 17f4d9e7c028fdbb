import { useEffect } from 'react';

const product = 'initialsdb';
const titleMaxChars = 60;

/** Names the page in the tab and in the history: the first line, shortened, and the product. */
export function usePageTitle(title?: string): void {
  useEffect(() => {
    const line = title?.split('\n', 1)[0] ?? '';
    const points = Array.from(line);
    const short = points.length > titleMaxChars ? `${points.slice(0, titleMaxChars - 1).join('')}…` : line;
    document.title = short === '' ? product : `${short} – ${product}`;
  }, [title]);
}
