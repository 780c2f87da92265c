import type { APIContext } from 'astro';
import { endVoucher, giveVoucher, type NewVoucher } from '../backend/vouchers.js';
import { dayOf } from './application-form.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { dongOf, wholeOf } from './listing-numbers.js';

const FIELDS = [
  'code',
  'kind',
  'percent',
  'capVnd',
  'amountVnd',
  'minItemsVnd',
  'startsOn',
  'endsOn',
  'totalLimit',
  'personLimit',
] as const;
export type VoucherField = (typeof FIELDS)[number];

export const emptyVoucher = (): FormPage<VoucherField> =>
  emptyForm({
    code: '',
    kind: 'percent',
    percent: '',
    capVnd: '',
    amountVnd: '',
    minItemsVnd: '',
    startsOn: '',
    endsOn: '',
    totalLimit: '',
    personLimit: '1',
  });

/** Begins or ends a voucher of a shop, or with null of the floor; what was done, for the address, or the form again. */
export async function takeVoucherAct(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string | null,
  form: FormData,
): Promise<{ done: string } | FormPage<VoucherField>> {
  const page = emptyVoucher();
  const words = { ...t.seller.refusals, ...t.vouchers.refusals };
  try {
    if (form.get('act') === 'end') {
      await endVoucher(api, slug, textOf(form, 'voucher', 40));
      return { done: 'da-dung' };
    }
    for (const name of FIELDS) page.values[name] = textOf(form, name, 60);
    const body = bodyOf(page, t.vouchers.wrong);
    if (hasErrors(page)) return misfilled(page);
    return { done: (await giveVoucher(api, slug, body)).code };
  } catch (error) {
    return refused(page, error, t, {
      fields: Object.fromEntries(FIELDS.map((name) => [name, name])),
      words,
    });
  }
}

/** What was typed, as the API takes it; what is no number or day is said beside its field. */
function bodyOf({ values, errors }: FormPage<VoucherField>, wrong: Record<string, string>): NewVoucher {
  const read = <T>(name: VoucherField, as: (typed: string) => T | null, needed: boolean): T | undefined => {
    if (values[name] === '' && !needed) return undefined;
    const value = as(values[name]);
    if (value === null) errors[name] = wrong[name] ?? '';
    return value ?? undefined;
  };
  const percent = values.kind !== 'fixed';
  const body = {
    code: values.code,
    ...(percent
      ? {
          kind: 'percent' as const,
          percent: read('percent', (typed) => wholeOf(typed.replace(/\s*%$/, '')), true),
          capVnd: read('capVnd', dongOf, false),
        }
      : { kind: 'fixed' as const, amountVnd: read('amountVnd', dongOf, true) }),
    minItemsVnd: read('minItemsVnd', dongOf, false) ?? 0,
    startsOn: read('startsOn', dayOf, false),
    endsOn: read('endsOn', dayOf, true) ?? '',
    totalLimit: read('totalLimit', wholeOf, false),
    personLimit: read('personLimit', wholeOf, true) ?? 1,
  };
  if (values.code === '') errors.code = wrong['code'] ?? '';
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as NewVoucher;
}
