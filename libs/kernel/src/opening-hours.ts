/** From when to when a place is open on a day: hours of Vietnam, `HH:MM`. */
export interface OpenSpan {
  opensAt: string;
  closesAt: string;
}

/** `7:00–11:00, 13:00–17:00`; an empty text where it is closed. */
export function formatSpans(spans: readonly OpenSpan[]): string {
  return spans.map(({ opensAt, closesAt }) => `${bare(opensAt)}–${bare(closesAt)}`).join(', ');
}

/**
 * What somebody typed as the hours of a day: `7:00-11:00, 13:00-17:00`, also with `7h` and `7h30`. Nothing is closed; null
 * where it cannot be read, a span ends before it begins, or two overlap.
 */
export function parseSpans(typed: string): OpenSpan[] | null {
  if (typed.trim() === '') return [];
  const spans = typed.split(/[,;]/).map((part) => {
    const [from = '', to = '', ...more] = part.split(/[-–—]/).map((time) => parseTime(time.trim()));
    return more.length > 0 || from === '' || to === '' || to <= from ? null : { opensAt: from, closesAt: to };
  });
  const read = spans.filter((span) => span !== null).sort((a, b) => (a.opensAt < b.opensAt ? -1 : 1));
  const apart = read.every(({ opensAt }, at) => opensAt >= (read[at - 1]?.closesAt ?? ''));
  return read.length === spans.length && apart ? read : null;
}

function parseTime(typed: string): string {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:(?:[:.]|h)(\d{2})|h)?$/i.exec(typed) ?? [];
  return hour === '' || Number(hour) > 23 || Number(minute) > 59 ? '' : `${hour.padStart(2, '0')}:${minute}`;
}

const bare = (time: string): string => time.replace(/^0/, '');
