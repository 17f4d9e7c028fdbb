import { Module } from '@nestjs/common';
import { BoardChanges } from './board-changes.js';
import { ListingsController } from './listings.controller.js';
import { ListingsReader } from './listings.reader.js';
import { ListingsWriter } from './listings.writer.js';
import { Searches } from './searches.js';
import { Upkeep } from './upkeep.js';

@Module({
  controllers: [ListingsController],
  providers: [BoardChanges, ListingsReader, ListingsWriter, Searches, Upkeep],
  exports: [BoardChanges],
})
export class ListingsModule {}
