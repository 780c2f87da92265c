import { QueryFailedError } from 'typeorm';

/** The name of the constraint a statement broke, or null when the error is something else. */
export function brokenConstraint(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code, constraint } = error.driverError as { code?: string; constraint?: string };
  return code?.startsWith('23') === true ? (constraint ?? '') : null;
}
