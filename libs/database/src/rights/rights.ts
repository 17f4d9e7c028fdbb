import { roles } from '../roles.js';

/** The roles that the product runs as; the owner has every right on what it owns. */
export type RunningRole = Exclude<keyof typeof roles, 'owner'>;

/**
 * All that each role may do, as the middle of a GRANT. What is not here is refused; a test tries it.
 *
 * The board has no right on any table but through functions that run as the owner, so that what it may write and see is decided
 * in the database even where the board itself was taken over. The console reads tables and changes only the columns named here.
 */
export const rights: Record<Exclude<RunningRole, 'backup'>, readonly string[]> = {
  public: [
    'SELECT ON board_state, active_blocks',
    'EXECUTE ON FUNCTION post_listings, delete_listing, find_listing, search_page',
    'EXECUTE ON FUNCTION index_search_queue, fold_listing_changes',
    'EXECUTE ON FUNCTION newest_listings, listings_of_ids, report_listing, hit_blocks, add_activity',
  ],
  admin: [
    'SELECT (id, body, created_at, is_hidden, version, poster, poster_network), UPDATE (is_hidden, version) ON listings',
    'SELECT ON board_state, search_texts',
    'SELECT, UPDATE (resolved_at, resolved_by, resolved_by_hiding) ON reports',
    'SELECT, INSERT, DELETE ON blocks',
    'SELECT, INSERT, UPDATE (changed, undone_at, undone_by) ON visibility_batches',
    'SELECT, INSERT ON visibility_batch_items',
    'SELECT, INSERT (actor, action, listing_id, reason, note, batch_id, details) ON audit_events',
    'SELECT, INSERT, UPDATE ON users',
    'SELECT, INSERT, UPDATE, DELETE ON sessions, saved_views, backups',
    'SELECT ON activity, database_sizes',
    'EXECUTE ON FUNCTION find_listing, search_ids, verify_audit_events, erase_pseudonyms',
    'EXECUTE ON FUNCTION record_database_size, statement_statistics, slowest_queries',
  ],
};
