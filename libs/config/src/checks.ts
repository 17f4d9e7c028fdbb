import type { z } from 'zod';

type Values = Record<string, unknown>;
type Check = [(values: Values, context: z.core.$RefinementCtx) => void, z.core.$ZodSuperRefineParams];

/** What holds between variables is checked even where others are wrong, so that one message lists every fault. */
const always: z.core.$ZodSuperRefineParams = { when: () => true };

/** Spread into `superRefine`: no two of these ports may be the same; said of the later one. */
export function portsApart(...names: string[]): Check {
  return [
    (values, context) => {
      for (const [index, name] of names.entries()) {
        const earlier = names.slice(0, index).find((other) => values[other] === values[name]);
        const used = earlier && values[name];
        if (typeof used !== 'number') continue;
        context.addIssue({ code: 'custom', path: [name], message: `another port than ${earlier}, which is ${used}` });
      }
    },
    always,
  ];
}

/** Spread into `superRefine`: the ceiling of the proof's difficulty is not below its floor. */
export const difficultyOrder: Check = [
  ({ POW_DIFFICULTY: floor, POW_DIFFICULTY_MAX: ceiling }, context) => {
    if (typeof floor !== 'number' || typeof ceiling !== 'number' || ceiling >= floor) return;
    context.addIssue({
      code: 'custom',
      path: ['POW_DIFFICULTY_MAX'],
      message: `a whole number from POW_DIFFICULTY, ${floor}, to 32`,
    });
  },
  always,
];

/** Spread into `superRefine`: a server that isn't ours (DB_HOST is set) has secrets that only its owner can know. */
export function neededWithHost(...secrets: string[]): Check {
  return [
    (values, context) => {
      if (values['DB_HOST'] === undefined) return;
      for (const name of secrets.filter((secret) => values[secret] === undefined)) {
        context.addIssue({ code: 'custom', path: [name], message: 'given where DB_HOST is' });
      }
    },
    always,
  ];
}
