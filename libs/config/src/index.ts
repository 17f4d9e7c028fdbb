export { adminConfig, adminShape, type AdminConfig } from './admin.js';
export type { BackupsConfig } from './backups.js';
export type { DatabaseAccess } from './database.js';
export { ConfigError, loadConfig, loadConfigOrExit } from './load.js';
export { publicConfig, publicShape, type PublicConfig } from './public.js';
export { readEnvironment, type Environment, type Fault } from './sources.js';
export {
  backupsConfig,
  backupToolsConfig,
  restoreConfig,
  startConfig,
  toolsConfig,
  type BackupToolsConfig,
  type RestoreConfig,
  type StartConfig,
  type ToolsConfig,
} from './tools.js';
