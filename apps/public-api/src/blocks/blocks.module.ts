import { Global, Module } from '@nestjs/common';
import { ActiveBlocks } from './active-blocks.js';

/** Global, because the guard stands among those of the guards' module. */
@Global()
@Module({ providers: [ActiveBlocks], exports: [ActiveBlocks] })
export class BlocksModule {}
