import { createdListingSchema, type CreatedListing, type CreateListing } from '@initialsdb/contracts';
import { requestJson } from '@initialsdb/web';
import { paths } from '../../../lib/paths.js';

/** Posts a listing. `headers` carry its proof of work. */
export function createListing(listing: CreateListing, headers: Record<string, string>): Promise<CreatedListing> {
  return requestJson(createdListingSchema, paths.api.listings(), { method: 'POST', body: listing, headers });
}
