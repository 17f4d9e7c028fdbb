import { ApiError, requestEmpty } from '@initialsdb/web';
import { paths } from '../../../lib/paths.js';

/**
 * Deletes a listing for good.
 *
 * @returns false where there was nothing to delete: it is gone already, or the token is another listing's
 */
export async function deleteListing(id: number, deleteToken: string): Promise<boolean> {
  try {
    await requestEmpty(paths.api.listing(id), {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${deleteToken}` },
    });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}
