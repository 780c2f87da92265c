import type { APIRoute } from 'astro';
import { getPressFigures } from '../../backend/press.js';
import { pressCsv } from '../../views/press-csv.js';

/** The figures of the page for the press, as a sheet. */
export const GET: APIRoute = async ({ locals: { api, t } }) => {
  const { parts, columns } = t.press;
  const figures = await getPressFigures(api, t.common.starsShort);
  const csv = pressCsv(figures, parts, [columns.part, columns.value, columns.count]);
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="so-lieu.csv"',
    },
  });
};
