export { Backups, type Started, type StartRequest } from './backups.js';
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
export { systemActor } from './records.js';
export { restoreInto, type RestoreRequest } from './restore.js';
export type { BackupLog, BackupSettings, Server } from './settings.js';
export { settingsOf, type BackupAccess } from './settings-of.js';
