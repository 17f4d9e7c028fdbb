import { Param } from '@nestjs/common';
import { idPipe } from '@initialsdb/server';
import { noSuchListing } from './listings.problems.js';

/** The `:id` of a listing's path. */
export const ListingIdParam = () => Param('id', idPipe(noSuchListing));
