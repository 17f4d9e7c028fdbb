import type { PipeTransform } from '@nestjs/common';
import { notFound, type ProblemError } from './problem-error.js';

/** The id that a text stands for: a positive integer below 2^53 in its usual writing. Undefined for any other text. */
export function parseId(text: string): number | undefined {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}

/** For an id of a path: what can be none names nothing, so it is 404 and not 400. */
export function idPipe(missing: () => ProblemError = () => notFound()): PipeTransform<string, number> {
  return {
    transform(text) {
      const id = parseId(text);
      if (id === undefined) throw missing();
      return id;
    },
  };
}
