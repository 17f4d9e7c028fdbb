import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { addActivity } from '@initialsdb/database';
import { Metrics, Repeating } from '@initialsdb/server';
import { Databases } from '../database/databases.js';
import { activityOf } from './activity-of.js';

const recordMs = 30_000;

/**
 * Adds what this process counts of itself to the hour's counters in the database, where the console's dashboard reads them: over
 * time, for all processes, and beyond their ends.
 */
@Injectable()
export class ActivityRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ActivityRecorder.name);
  private recorded = new Map<string, number>();
  private readonly recording = new Repeating(recordMs, () => this.record());

  constructor(
    private readonly metrics: Metrics,
    private readonly databases: Databases,
  ) {}

  onApplicationBootstrap(): void {
    this.recording.start();
  }

  /** One at a time: two at once would both add what has grown since the last. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.recording.stop();
    await this.record();
  }

  /** What could not be added now is added the next time. */
  private async record(): Promise<void> {
    const counted = activityOf(await this.metrics.registry.getMetricsAsJSON());
    const grown = [...counted].map(([name, count]) => [name, count - (this.recorded.get(name) ?? 0)] as const);
    try {
      await addActivity(this.databases.writes.sql, new Map(grown.filter(([, count]) => count > 0)));
      this.recorded = counted;
    } catch (error) {
      this.logger.warn(`The activity of the last seconds isn't recorded yet: ${String(error)}`);
    }
  }
}
