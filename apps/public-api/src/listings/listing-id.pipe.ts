import { Injectable, type PipeTransform } from '@nestjs/common';
import { listingIdSchema } from '@initialsdb/contracts';
import { noSuchListing } from './listings.problems.js';

/** An id of a path: what can be none names nothing, so it is 404 and not 400. */
@Injectable()
export class ListingIdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    const id = /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
    if (!listingIdSchema.safeParse(id).success) throw noSuchListing();
    return id;
  }
}
