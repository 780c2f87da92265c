import type { APIContext } from 'astro';
import { isDay } from '#kernel/time';
import { ApiProblem } from '../backend/api.js';
import { decideTerm, issueTaxForm } from '../backend/settlement.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

type Context = Pick<APIContext, 'locals'>;

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const PERIOD = /^20\d{2}(-(0[1-9]|1[0-2]))?$/;
/** A month as it is written by hand. */
const WRITTEN = /^(0?[1-9]|1[0-2])\/(20\d{2})$/;
const SHORTEST_REASON = 5;

/** The month of an address; what is none is this month. */
export function monthIn(search: URLSearchParams): string | undefined {
  const month = search.get('thang') ?? '';
  return MONTH.test(month) ? month : undefined;
}

/** The month or year of an address: undefined where none is named, null where it is none. */
export function periodIn(search: URLSearchParams): string | undefined | null {
  const period = (search.get('ky') ?? '')
    .trim()
    .replace(WRITTEN, (_, month: string, year: string) => `${year}-${month.padStart(2, '0')}`);
  if (period === '') return undefined;
  return PERIOD.test(period) ? period : null;
}

export type TermField = 'subject' | 'mode' | 'fee' | 'effectiveFrom' | 'reason';
export type TaxPage = FormPage<TermField> & { act: 'issue' | 'decide'; mustProve: boolean };

export const emptyTaxPage = (): TaxPage => ({
  ...emptyForm<TermField>({ subject: '', mode: '', fee: '', effectiveFrom: '', reason: '' }),
  act: 'issue',
  mustProve: false,
});

/** Issues a period's form, or writes down a decision; what was done, or the page to show again. */
export async function takeTaxAct(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ done: 'issued' | 'saved'; period?: string } | TaxPage> {
  const page = emptyTaxPage();
  page.act = form.get('act') === 'decide' ? 'decide' : 'issue';
  try {
    if (page.act === 'issue') {
      const period = textOf(form, 'period', 10);
      await issueTaxForm(api, period);
      return { done: 'issued', period };
    }
    const wish = wishOf(form, page, t.taxes.errors);
    if (hasErrors(page)) return { ...page, ...misfilled(page) };
    await decideTerm(api, wish);
    return { done: 'saved' };
  } catch (error) {
    const fields = {
      subject: 'subject',
      mode: 'mode',
      feeBasisPoints: 'fee',
      effectiveFrom: 'effectiveFrom',
      reason: 'reason',
    } as const;
    refused(page, error, t, { fields, words: t.taxes.refusals });
    page.mustProve = error instanceof ApiProblem && error.code === 'fresh_check_required';
    return page;
  }
}

function wishOf(form: FormData, page: TaxPage, words: Record<TermField, string>): object {
  const { values, errors } = page;
  for (const name of ['subject', 'mode', 'fee', 'effectiveFrom', 'reason'] as const)
    values[name] = textOf(form, name, name === 'reason' ? 500 : 20);
  const ofFee = values.subject === 'floor_fee';
  const percent = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(values.fee);
  const basisPoints =
    percent === null ? null : Number(percent[1]) * 100 + Number((percent[2] ?? '').padEnd(2, '0'));
  if (values.subject === '') errors.subject = words.subject;
  if (ofFee && (basisPoints === null || basisPoints > 3_000)) errors.fee = words.fee;
  if (!ofFee && values.subject !== '' && values.mode === '') errors.mode = words.mode;
  if (!isDay(values.effectiveFrom)) errors.effectiveFrom = words.effectiveFrom;
  if (values.reason.length < SHORTEST_REASON) errors.reason = words.reason;
  const { subject, mode, effectiveFrom, reason } = values;
  return { subject, effectiveFrom, reason, ...(ofFee ? { feeBasisPoints: basisPoints } : { mode }) };
}
