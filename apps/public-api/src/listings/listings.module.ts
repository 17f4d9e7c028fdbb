import { Module } from '@nestjs/common';
import { BoardChanges } from './board-changes.js';
import { ListingsController } from './listings.controller.js';
import { ListingsReader } from './listings.reader.js';
import { ListingsWriter } from './listings.writer.js';
import { SearchIndexing } from './search-indexing.js';
import { TotalFolding } from './total-folding.js';

@Module({
  controllers: [ListingsController],
  providers: [BoardChanges, SearchIndexing, TotalFolding, ListingsReader, ListingsWriter],
  exports: [BoardChanges],
})
export class ListingsModule {}
