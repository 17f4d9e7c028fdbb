import * as z from 'zod/mini';

/** Ids are positive integers below 2^53, so that a JSON number carries them exactly. */
export const listingIdSchema = z.int().check(z.positive());

/** What anybody may know of a listing; nothing else about it is public. */
export const listingSchema = z
  .object({
    id: listingIdSchema,
    body: z.string().check(z.meta({ description: 'Unicode text, 1 to LISTING_BODY_MAX_CHARS code points.' })),
    createdAt: z.iso.datetime().check(z.meta({ description: 'UTC.' })),
  })
  .check(z.meta({ id: 'Listing' }));

export const createListingSchema = z.strictObject({ body: z.string() }).check(z.meta({ id: 'CreateListing' }));

export const listingAnswerSchema = z.object({ listing: listingSchema }).check(z.meta({ id: 'ListingAnswer' }));

export const createdListingSchema = z
  .object({
    listing: listingSchema,
    deleteToken: z.string().check(z.meta({ description: 'Deletes the listing; shown only here.' })),
  })
  .check(z.meta({ id: 'CreatedListing' }));

export const listingsPageSchema = z
  .object({
    listings: z.array(listingSchema),
    nextCursor: z
      .nullable(z.string())
      .check(z.meta({ description: 'Opaque. A page may be short, even empty; only null says that there is no more.' })),
  })
  .check(z.meta({ id: 'ListingsPage' }));

export const listingsCountSchema = z
  .object({ count: z.int().check(z.nonnegative()) })
  .check(z.meta({ id: 'ListingsCount' }));

export const pageLimitDefault = 20;
export const pageLimitMax = 100;

export type Listing = z.infer<typeof listingSchema>;
export type CreateListing = z.infer<typeof createListingSchema>;
export type CreatedListing = z.infer<typeof createdListingSchema>;
export type ListingsPage = z.infer<typeof listingsPageSchema>;
export type ListingsCount = z.infer<typeof listingsCountSchema>;
