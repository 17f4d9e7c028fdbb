import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { INestApplication, Type } from '@nestjs/common';

export interface Route {
  /** `ListingsController.post` */
  name: string;
  controller: Type;
  handler: (...args: unknown[]) => unknown;
}

/** Every route handler of every controller of an app, so that a test can look at what each declares. */
export function routesOf(app: INestApplication): Route[] {
  const scanner = new MetadataScanner();
  const modules = Array.from(app.get(ModulesContainer).values());
  return modules.flatMap(({ controllers }) =>
    Array.from(controllers.values()).flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, Route['handler']>;
      return scanner
        .getAllMethodNames(prototype)
        .map((method) => ({ name: `${controller.name}.${method}`, controller, handler: prototype[method]! }))
        .filter(({ handler }) => Reflect.hasMetadata('path', handler));
    }),
  );
}
