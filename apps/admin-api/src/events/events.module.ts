import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { EventStreams } from './event-streams.js';
import { EventsController } from './events.controller.js';

@Module({ controllers: [EventsController], providers: [ChangeFeed, EventStreams] })
export class EventsModule {}
