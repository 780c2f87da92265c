import type { APIContext } from 'astro';
import { getSales, issueStatement, type Sales } from '../backend/statements.js';
import { emptyForm, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

export type PeriodPage = FormPage<'fromMonth' | 'toMonth'>;
type Context = Pick<APIContext, 'locals'>;

const FIELDS = { fromMonth: 'fromMonth', toMonth: 'toMonth' } as const;
const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** The months in the address; what is none is left out, so that a mistyped address shows the last twelve. */
export function periodOf(search: URLSearchParams): PeriodPage {
  const month = (name: string): string => {
    const value = search.get(name) ?? '';
    return MONTH.test(value) ? value : '';
  };
  return emptyForm({ fromMonth: month('fromMonth'), toMonth: month('toMonth') });
}

/** What was sold in the months of the page; null where they cannot be meant, and the page says why. */
export async function lookAtSales(
  { locals: { api, t } }: Context,
  slug: string,
  page: PeriodPage,
): Promise<Sales | null> {
  const { fromMonth, toMonth } = page.values;
  try {
    const sales = await getSales(api, slug, { fromMonth, toMonth });
    page.values = { fromMonth: sales.fromMonth, toMonth: sales.toMonth };
    return sales;
  } catch (error) {
    refused(page, error, t, { fields: FIELDS });
    return null;
  }
}

/** Issues the statement of these months; the page to come back to where that was refused. */
export async function takeStatement(
  { locals: { api, t } }: Context,
  slug: string,
  form: FormData,
): Promise<'da-lap' | PeriodPage> {
  const values = { fromMonth: textOf(form, 'fromMonth', 10), toMonth: textOf(form, 'toMonth', 10) };
  const page: PeriodPage = emptyForm(values);
  try {
    await issueStatement(api, slug, values);
    return 'da-lap';
  } catch (error) {
    return refused(page, error, t, { fields: FIELDS, words: t.evidence.refusals });
  }
}
