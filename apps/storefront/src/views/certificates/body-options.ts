import { formatDay } from '#kernel/time';
import type { IssuingBody } from '../../backend/certificates.types.js';
import type { Words } from '../../i18n/vi.js';

/** Issuing bodies to choose from, each with the days on which it could decide. */
export function bodyOptions(
  bodies: readonly IssuingBody[],
  words: Pick<Words['certificates']['form'], 'until' | 'since'>,
): { value: string; label: string }[] {
  return bodies.map(({ name, from, until }) => ({
    value: name,
    label:
      until !== null
        ? words.until(name, formatDay(until))
        : from !== null
          ? words.since(name, formatDay(from))
          : name,
  }));
}
