// The product's public API with a few routes more, so that what its answers are compared with runs in the same process.
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { loadConfigOrExit, publicConfig } from '@initialsdb/config';
import { createLogger, runServer } from '@initialsdb/server';
import { AppModule } from '../apps/public-api/src/app.module.js';
import { createPublicApi } from '../apps/public-api/src/create-app.js';
import { ReferenceController } from './server/reference.controller.js';

Module({ controllers: [ReferenceController] })(AppModule);

const config = loadConfigOrExit(publicConfig);
const logger = createLogger('bench');
const app = await createPublicApi(config, { logger, webRoot: join(import.meta.dirname, '../apps/board-web') });
await runServer(app, logger, config);
