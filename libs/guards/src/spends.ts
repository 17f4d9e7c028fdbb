import { type ExecutionContext, SetMetadata } from '@nestjs/common';

/** The budgets of requests per client and window. */
export const budgets = ['reads', 'writes', 'challenges'] as const;
export type Budget = (typeof budgets)[number];

/** Scarce things that guards protect: memory and patience for a JSON body, a place in a budget, a proof of work. */
export type Resource = Budget | 'body' | 'proof-of-work';

const SPENDS = Symbol('spends');

/** Declares what a route spends; the guards of just these resources stand before it. */
export const Spends = (...resources: [Resource, ...Resource[]]) => SetMetadata(SPENDS, resources);

/** Declares that a route needs no protection, which is different from forgetting about it. */
export const SpendsNothing = () => SetMetadata(SPENDS, []);

/** What a route handler declares, or undefined where it declares nothing. */
export function declaredResources(handler: object): readonly Resource[] | undefined {
  return Reflect.getMetadata(SPENDS, handler) as readonly Resource[] | undefined;
}

/** Whether the route of this request spends a resource. */
export function spends(context: ExecutionContext, resource: Resource): boolean {
  return declaredResources(context.getHandler())?.includes(resource) ?? false;
}
