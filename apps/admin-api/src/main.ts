import { join } from 'node:path';
import { adminConfig, loadConfigOrExit } from '@initialsdb/config';
import { createLogger, runServer } from '@initialsdb/server';
import { createAdminApi } from './create-app.js';

const config = loadConfigOrExit(adminConfig);
const logger = createLogger('admin');
const app = await createAdminApi(config, { logger, webRoot: join(import.meta.dirname, '../admin-web') });
await runServer(app, logger, config);
