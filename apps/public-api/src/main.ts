import { join } from 'node:path';
import { loadConfigOrExit, publicConfig } from '@initialsdb/config';
import { createLogger, runServer } from '@initialsdb/server';
import { createPublicApi } from './create-app.js';

const config = loadConfigOrExit(publicConfig);
const logger = createLogger('board');
const app = await createPublicApi(config, { logger, webRoot: join(import.meta.dirname, '../board-web') });
await runServer(app, logger, config);
