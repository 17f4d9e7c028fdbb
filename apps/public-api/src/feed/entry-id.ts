import { createHash } from 'node:crypto';
import type { Listing } from '@initialsdb/contracts';

/** Of the ids of listings in feeds; made once, at random. */
const namespace = Buffer.from('5a3d4370dc38efe71031733814a2bf14', 'hex');

/**
 * What a listing is called in feeds, a name-based UUID (RFC 9562, 5.5) of its number and time: the same for ever and by whatever name and scheme
 * the board is reached, or readers would show all entries anew where one of these changes (RFC 4287, 4.2.6). Two boards have the same numbers, but
 * not at the same millisecond.
 */
export function entryId({ id, createdAt }: Listing): string {
  const uuid = createHash('sha1').update(namespace).update(`${id} ${createdAt}`).digest().subarray(0, 16);
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | 0x50, 6);
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${uuid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}
