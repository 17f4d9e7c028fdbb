import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { AdminConfig } from '@initialsdb/config';
import { type ChangeEvent, changeEventSchema } from '@initialsdb/contracts/admin';
import { consoleChannel, type Listener, listenTo } from '@initialsdb/database';
import { CONFIG } from '@initialsdb/server';
import { adminSettings } from '../database/admin-database.js';

type Subscriber = (event: ChangeEvent) => void;

const everything: ChangeEvent[] = (['listings', 'reports', 'blocks', 'backups'] as const).map((kind) => ({
  kind,
  ids: null,
}));

/** What anybody's console changed, as PostgreSQL tells it: one connection for all who watch, whichever process made the change. */
@Injectable()
export class ChangeFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly subscribers = new Set<Subscriber>();
  private listener: Listener | undefined;

  constructor(@Inject(CONFIG) private readonly config: AdminConfig) {}

  onApplicationBootstrap(): void {
    this.listener = listenTo(adminSettings(this.config, 'events'), consoleChannel, {
      notification: (payload) => this.publish(eventsOf(payload)),
      // Whatever was missed while nothing was heard: look again at everything.
      listening: () => this.publish(everything),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener?.close();
  }

  /** @returns how to stop */
  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  private publish(events: readonly ChangeEvent[]): void {
    for (const event of events) for (const subscriber of this.subscribers) subscriber(event);
  }
}

/** What a notification tells; one that can't be read may have been anything, for every role may notify every channel. */
function eventsOf(payload: string): ChangeEvent[] {
  try {
    return [changeEventSchema.parse(JSON.parse(payload))];
  } catch {
    return everything;
  }
}
