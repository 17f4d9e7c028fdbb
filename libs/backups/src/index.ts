export { Backups, type StartRequest } from './backups.js';
export { compressionLevel } from './dump.js';
export {
  BackupBusyError,
  BackupCancelledError,
  BackupConflictError,
  BackupError,
  inWords,
  NoBackupError,
} from './errors.js';
export { checkFile, makeFolder, publish, sizeOf } from './files.js';
export { type Manifest, manifestSchema, readManifest, writeManifest } from './manifest.js';
export type { Started } from './one-at-a-time.js';
export { systemActor } from './records.js';
export { findPrograms, type Programs } from './programs.js';
export { restoreInto, type RestoreRequest } from './restore.js';
export type { BackupLog, BackupSettings, Server } from './settings.js';
export { settingsOf, type BackupAccess } from './settings-of.js';
