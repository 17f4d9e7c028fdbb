import type { z } from 'zod';
import { ProblemError } from './problem-error.js';

/** Every fault that a schema found, as one problem; `path` as in `filter.from`. */
export function inputProblem(error: z.core.$ZodError): ProblemError {
  const errors = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const detail = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new ProblemError('INVALID_INPUT', detail, { errors });
}
