import type { APIContext } from 'astro';
import { formatSpans, parseSpans } from '#kernel/opening-hours';
import { isDay } from '#kernel/time';
import { setPointHours, type PointHours } from '../backend/point-hours.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

/** Empty rows for exceptions that are still to be written. */
const FREE_ROWS = 2;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const weekField = (weekday: number): string => `thu-${weekday}`;
export const exceptionField = (row: number, part: 'day' | 'hours' | 'words'): string => `${part}-${row}`;

/** The form of a point's hours as they stand. */
export function hoursForm({ version, week, exceptions }: PointHours): FormPage<string> & { rows: number } {
  const values = {
    version,
    ...Object.fromEntries(week.map(({ weekday, spans }) => [weekField(weekday), formatSpans(spans)])),
    ...Object.fromEntries(
      exceptions.flatMap(({ day, spans, words }, row) => [
        [exceptionField(row, 'day'), day],
        [exceptionField(row, 'hours'), formatSpans(spans)],
        [exceptionField(row, 'words'), words ?? ''],
      ]),
    ),
  };
  return { ...emptyForm<string>(values), rows: exceptions.length + FREE_ROWS };
}

/** Says a point's hours; null where they were taken, or the form to show again with what was typed. */
export async function takePointHours(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<(FormPage<string> & { rows: number }) | null> {
  const words = t.points.form;
  const rows = Math.min([...form.keys()].filter((name) => name.startsWith('day-')).length, 60);
  const page = { ...emptyForm<string>({ version: textOf(form, 'version', 43) }), rows };
  const { values, errors } = page;
  const typed = (name: string, longest: number): string => (values[name] = textOf(form, name, longest));
  const week = WEEKDAYS.map((weekday) => {
    const spans = parseSpans(typed(weekField(weekday), 60));
    if (spans === null) errors[weekField(weekday)] = words.wrongHours;
    return { weekday, spans: spans ?? [] };
  });
  const exceptions = Array.from({ length: rows }, (_, row) => {
    const [day, hours, why] = [
      typed(exceptionField(row, 'day'), 10),
      typed(exceptionField(row, 'hours'), 60),
      typed(exceptionField(row, 'words'), 120),
    ];
    if (day === '' && hours === '' && why === '') return null;
    const spans = parseSpans(hours);
    if (!isDay(day)) errors[exceptionField(row, 'day')] = words.wrongDay;
    if (spans === null) errors[exceptionField(row, 'hours')] = words.wrongHours;
    else if (spans.length > 1) errors[exceptionField(row, 'hours')] = words.oneSpan;
    return { row, day, span: spans?.[0] ?? null, ...(why === '' ? {} : { words: why }) };
  }).filter((exception) => exception !== null);
  if (hasErrors(page)) return misfilled(page) as typeof page;
  try {
    const said = exceptions.map(({ row: _row, ...exception }) => exception);
    await setPointHours(api, slug, { version: values['version'], week, exceptions: said });
    return null;
  } catch (error) {
    const fields: Record<string, string> = { week: weekField(1), exceptions: exceptionField(0, 'day') };
    for (const { weekday } of week) fields[`week.${weekday - 1}.spans`] = weekField(weekday);
    exceptions.forEach(
      ({ row }, index) => (fields[`exceptions.${index}.words`] = exceptionField(row, 'words')),
    );
    return { ...refused(page, error, t, { fields, words: words.refusals }), rows };
  }
}
