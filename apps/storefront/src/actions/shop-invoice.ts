import type { APIContext } from 'astro';
import { actOnShopOrder } from '../backend/shop-orders.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { wholeOf } from './listing-numbers.js';

const FIELDS = ['series', 'number', 'issuedOn', 'lookupUrl', 'lookupCode', 'correction'] as const;
export type InvoiceField = (typeof FIELDS)[number];

export const emptyShopInvoice = (): FormPage<InvoiceField> =>
  emptyForm({ series: '', number: '', issuedOn: '', lookupUrl: '', lookupCode: '', correction: '' });

/** Writes down the invoice a shop issued of an order; null where it was, otherwise the form again. */
export async function takeInvoice(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  code: string,
  form: FormData,
): Promise<FormPage<InvoiceField> | null> {
  const page = emptyShopInvoice();
  const { wrong, refusals } = t.shopInvoice;
  for (const name of FIELDS) page.values[name] = textOf(form, name, 300);
  page.values.series = page.values.series.replaceAll(/\s/g, '').toUpperCase();
  const { series, issuedOn, lookupUrl, lookupCode, correction } = page.values;
  const number = wholeOf(page.values.number);
  if (!/^[1-9][CK]\d{2}[A-Z]{3}$/.test(series)) page.errors.series = wrong.series;
  if (number === null || number < 1 || number > 99_999_999) page.errors.number = wrong.number;
  if (issuedOn === '') page.errors.issuedOn = wrong.issuedOn;
  if (form.has('correction') && correction === '') page.errors.correction = wrong.correction;
  if (hasErrors(page)) return misfilled(page);
  try {
    await actOnShopOrder(api, slug, code, 'invoices', {
      series,
      number,
      issuedOn,
      ...(lookupUrl === '' ? {} : { lookupUrl }),
      ...(lookupCode === '' ? {} : { lookupCode }),
      ...(correction === '' ? {} : { correction }),
    });
    return null;
  } catch (error) {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, name]));
    return refused(page, error, t, { fields, words: { ...refusals, ...t.seller.refusals } });
  }
}
