import type { FastifyInstance, HTTPMethods } from 'fastify';

/** Which methods the registered paths take, so that another method is answered 405 with Allow rather than 404. */
export class KnownRoutes {
  private readonly routes: { segments: string[]; methods: Set<HTTPMethods> }[] = [];

  constructor(instance: FastifyInstance) {
    instance.addHook('onRoute', ({ url, method }) => this.add(url, [method].flat()));
  }

  /** @returns the methods of a path, sorted; empty where no route has it. Wildcard routes don't count. */
  allowed(path: string): HTTPMethods[] {
    const segments = path.split('/');
    const found = this.routes.filter((route) => matches(route.segments, segments));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }

  private add(url: string, methods: HTTPMethods[]): void {
    if (url.includes('*')) return;
    this.routes.push({ segments: url.split('/'), methods: new Set(methods) });
  }
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
  );
}
