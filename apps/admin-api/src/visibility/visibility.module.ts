import { Module } from '@nestjs/common';
import { VisibilityBatchesController } from './visibility-batches.controller.js';
import { VisibilityBatchesService } from './visibility-batches.service.js';

@Module({ controllers: [VisibilityBatchesController], providers: [VisibilityBatchesService] })
export class VisibilityModule {}
