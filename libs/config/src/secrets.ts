/**
 * Variables whose values are never shown in a message, belong in `.secrets` rather than `.env`, and may come as a file:
 * `DB_PUBLIC_PASSWORD_FILE=/run/secrets/db-public` instead of `DB_PUBLIC_PASSWORD=…`.
 */
const secretNames = new Set([
  'DB_OWNER_PASSWORD',
  'DB_PUBLIC_PASSWORD',
  'DB_ADMIN_PASSWORD',
  'DB_BACKUP_PASSWORD',
  'FIRST_ADMIN_PASSWORD',
  'POSTER_HASH_KEY',
  'BACKUP_VERIFY_URL',
]);

export function isSecret(name: string): boolean {
  return secretNames.has(name);
}
