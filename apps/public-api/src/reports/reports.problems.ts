import { ProblemError } from '@initialsdb/server';

export function reportedBefore(): ProblemError {
  return new ProblemError('DUPLICATE', 'You have reported this listing already. The moderators will look at it.');
}
