import { Inject, Injectable } from '@nestjs/common';
import type { PublicConfig } from '@initialsdb/config';
import { type CreatedListing, fold } from '@initialsdb/contracts';
import { deleteOwnListing, PostBatches } from '@initialsdb/database';
import { type Client, CONFIG, posterPseudonyms } from '@initialsdb/server';
import { Databases } from '../database/databases.js';
import { BoardChanges } from './board-changes.js';
import { createDeleteToken, hashDeleteToken } from './delete-token.js';
import { listingText } from './listing-text.js';
import { duplicateListing, nothingToDelete } from './listings.problems.js';

/** Takes listings in and lets their posters delete them. */
@Injectable()
export class ListingsWriter {
  private readonly posts: PostBatches;

  constructor(
    @Inject(CONFIG) private readonly config: PublicConfig,
    private readonly databases: Databases,
    private readonly changes: BoardChanges,
  ) {
    this.posts = new PostBatches(databases.writes.sql);
  }

  /** @throws {ProblemError} INVALID_INPUT, DUPLICATE */
  async post(input: string, client: Client): Promise<CreatedListing> {
    const body = listingText(input, this.config.listingMaxChars);
    const deleteToken = createDeleteToken();
    const posted = await this.write(() =>
      this.posts.post({
        body,
        search: fold(body),
        poster: posterPseudonyms(this.config.posterHashKey, client),
        deleteTokenHash: hashDeleteToken(deleteToken),
      }),
    );
    if (posted.kind === 'duplicate') throw duplicateListing(posted.existingId);
    return { listing: posted.listing, deleteToken };
  }

  /** @throws {ProblemError} NOT_FOUND */
  async delete(id: number, token: string): Promise<void> {
    const tokenHash = hashDeleteToken(token);
    const isDeleted = await this.write(() => deleteOwnListing(this.databases.writes.sql, { id, tokenHash }));
    if (!isDeleted) throw nothingToDelete();
  }

  /** Whatever a write came to, even an error after its commit, what was remembered before it is not used after it. */
  private async write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.changes.changed();
    }
  }
}
