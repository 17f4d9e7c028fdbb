import type { FastifyInstance, HTTPMethods } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a wildcard route: whether it has a path at all. Without it none of its paths is known. */
    hasPath?: (path: string) => boolean;
  }
}

/** Which methods the registered paths take, so that another method is answered 405 with Allow rather than 404. */
export class KnownRoutes {
  private readonly routes: { hasPath: (path: string) => boolean; methods: HTTPMethods[] }[] = [];

  constructor(instance: FastifyInstance) {
    instance.addHook('onRoute', ({ url, method, config }) => {
      const hasPath = url.includes('*') ? config?.hasPath : matcherOf(url);
      if (hasPath) this.routes.push({ hasPath, methods: [method].flat() });
    });
  }

  /** @returns the methods of a path, sorted; empty where no route has it */
  allowed(path: string): HTTPMethods[] {
    const found = this.routes.filter(({ hasPath }) => hasPath(path));
    return [...new Set(found.flatMap(({ methods }) => methods))].sort();
  }
}

function matcherOf(url: string): (path: string) => boolean {
  const pattern = url.split('/');
  return (path) => {
    const segments = path.split('/');
    return (
      pattern.length === segments.length &&
      pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
    );
  };
}
