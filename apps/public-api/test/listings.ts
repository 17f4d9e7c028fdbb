import type { CreatedListing } from '@initialsdb/contracts';
import type { TestApi } from './public-api.js';

let texts = 0;

/** A text that no other test of its file posts. */
export const uniqueText = (text = 'A listing') => `${text} ${(texts += 1)}`;

/** Posts a listing. @returns what its poster is told */
export async function posted(api: TestApi, body = uniqueText()): Promise<CreatedListing> {
  return (await api.post(body).expect(201)).body as CreatedListing;
}
