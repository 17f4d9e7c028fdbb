import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface RequestSeries {
  count: Counter.Internal;
  seconds: Histogram.Internal<'route'>;
}

/** What is counted in this process, in Prometheus' terms. Labels are routes, guards and reasons: never anything a client can make up. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Counter({
    name: 'http_requests_total',
    help: 'Answered requests.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.registry],
  });

  private readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request headers to the end of the answer.',
    labelNames: ['route'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly refusals = new Counter({
    name: 'guard_refusals_total',
    help: 'Requests that a guard refused.',
    labelNames: ['guard', 'reason'] as const,
    registers: [this.registry],
  });

  private readonly series = new Map<string, RequestSeries>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param route the pattern, such as `/api/listings/:id` */
  countRequest(method: string, route: string, status: number, milliseconds: number): void {
    const { count, seconds } = this.seriesOf(method, route, status);
    count.inc();
    seconds.observe(milliseconds / 1000);
  }

  /** @param reason a problem code, or the resource that ran out */
  countRefusal(guard: string, reason: string): void {
    this.refusals.inc({ guard, reason });
  }

  /** A gauge that is read when the metrics are; NaN where it can't be. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        try {
          this.set(await read());
        } catch {
          this.set(Number.NaN);
        }
      },
    });
  }

  counter<T extends string>(name: string, help: string, labelNames: readonly T[] = []): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.registry] });
  }

  private seriesOf(method: string, route: string, status: number): RequestSeries {
    const key = `${method} ${status} ${route}`;
    let series = this.series.get(key);
    if (!series) {
      series = {
        count: this.requests.labels({ method, route, status: String(status) }),
        seconds: this.durations.labels({ route }),
      };
      this.series.set(key, series);
    }
    return series;
  }
}
