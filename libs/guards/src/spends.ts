import type { ExecutionContext } from '@nestjs/common';

/** The budgets of requests per client and window. */
export const budgets = ['reads', 'writes', 'challenges'] as const;
export type Budget = (typeof budgets)[number];

/** Scarce things that guards protect: memory and patience for a JSON body, a place in a budget, a proof of work. */
export type Resource = Budget | 'body' | 'proof-of-work';

/** By route handler. Not Reflect's metadata, because guards ask several times per request and that search is long. */
const declarations = new WeakMap<object, readonly Resource[]>();

const declare =
  (resources: readonly Resource[]): MethodDecorator =>
  (_target, _key, descriptor) => {
    declarations.set(descriptor.value as object, resources);
  };

/** Declares what a route spends; the guards of just these resources stand before it. */
export const Spends = (...resources: [Resource, ...Resource[]]): MethodDecorator => declare(resources);

/** Declares that a route needs no protection, which is different from forgetting about it. */
export const SpendsNothing = (): MethodDecorator => declare([]);

/** What a route handler declares, or undefined where it declares nothing. */
export function declaredResources(handler: object): readonly Resource[] | undefined {
  return declarations.get(handler);
}

/** Whether the route of this request spends a resource. */
export function spends(context: ExecutionContext, resource: Resource): boolean {
  return declarations.get(context.getHandler())?.includes(resource) ?? false;
}
