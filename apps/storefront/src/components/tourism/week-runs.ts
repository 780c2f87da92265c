import type { OpeningHours } from '../../backend/catalogue.types.js';
import type { Words } from '../../i18n/vi.js';

/** The week in as few lines as it needs: days that follow each other with the same hours are one. */
export function weekRuns(week: OpeningHours['week'], { say, opening }: Words): string[] {
  const { weekdays, off } = opening;
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const { weekday, spans } of week) {
    const hours = say.spans(spans) || off;
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, hours });
  }
  const name = (day: number): string => weekdays[day] ?? '';
  return runs.map(({ from, to, hours }) =>
    [from === to ? name(from) : `${name(from)} – ${name(to)}`, hours].join(': '),
  );
}
