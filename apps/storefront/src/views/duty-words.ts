import { addDays, formatDay, vietnamDay } from '#kernel/time';
import type { Duty } from '../backend/administration.js';
import type { Words } from '../i18n/vi.js';

/** A duty that ends at midnight lasts through the day before. */
export const lastDay = (endsAt: string): string => formatDay(addDays(vietnamDay(new Date(endsAt)), -1));

/** Where a duty holds: `Toàn tỉnh`, or the communes by name. */
export function territoryWords(communes: readonly { name: string }[] | null, t: Words): string {
  return communes === null ? t.administration.everywhere : communes.map(({ name }) => name).join(', ');
}

/** What is to be known of a duty beside its holder's name: until when, and who covers it or is covered by it. */
export function dutyNotes({ startsAt, endsAt, state, covers, coveredBy }: Duty, t: Words): string[] {
  const words = t.administration.duties;
  const { nobody } = t.administration;
  return [
    ...(covers === null ? [] : [words.covers(covers.account.name ?? nobody)]),
    ...(state === 'to_come' ? [words.from(formatDay(vietnamDay(new Date(startsAt))))] : []),
    ...(endsAt === null ? [] : [words.until(lastDay(endsAt))]),
    ...(coveredBy === null || coveredBy.endsAt === null
      ? []
      : [words.coveredBy(coveredBy.account.name ?? nobody, lastDay(coveredBy.endsAt))]),
  ];
}
