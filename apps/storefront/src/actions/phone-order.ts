import { parsePhone } from '#kernel/phone';
import type { APIContext } from 'astro';
import type { Delivery, Quote } from '../backend/buying.types.js';
import type { Commune } from '../backend/catalogue.types.js';
import { placePhoneOrder, quotePhoneOrder } from '../backend/phone-orders.js';
import { findCommune } from './find-commune.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

const FIELDS = ['q', 'name', 'phone', 'commune', 'communeCode', 'line', 'payment', 'note', 'adult'] as const;
export type PhoneField = (typeof FIELDS)[number] | 'goods';

/** The form of an order on the phone, as far as it was filled in. */
export interface PhonePage extends FormPage<PhoneField> {
  /** Variant → what was typed as how many. */
  quantities: Record<string, string>;
  choices: Commune[];
  /** What the caller is told; null until the goods and the place are known. */
  quote: Quote | null;
}

export const emptyPhonePage = (): PhonePage => ({
  ...emptyForm({
    q: '',
    name: '',
    phone: '',
    commune: '',
    communeCode: '',
    line: '',
    payment: 'cod',
    note: '',
    adult: '',
    goods: '',
  }),
  quantities: {},
  choices: [],
  quote: null,
});

/** Searches, prices or places; the code of the order, or the form again. */
export async function takePhoneOrder(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<string | PhonePage> {
  const page = read(form);
  const intent = textOf(form, 'intent', 20);
  if (intent === 'search') return page;
  const words = t.phoneOrder;
  const { values, errors } = page;
  const lines = linesOf(page);
  if (lines === null) errors.goods = words.wrong.goods;
  const delivery = await placeOf(page, api, words.wrong);
  if (intent === 'place') {
    if (values.name === '') errors.name = words.wrong.name;
    if (!parsePhone(values.phone)?.vietnamese) errors.phone = words.wrong.phone;
    if (values.line === '') errors.line = words.wrong.line;
  }
  if (lines === null || delivery === null) return misfilled(page) as PhonePage;
  try {
    if (intent === 'place' && !hasErrors(page)) {
      const order = await placePhoneOrder(api, slug, textOf(form, 'key', 64), {
        lines,
        delivery,
        contact: { name: values.name, phone: values.phone },
        payment: values.payment === 'bank_transfer' ? 'bank_transfer' : 'cod',
        expectedTotalVnd: Number(textOf(form, 'totalVnd', 20)) || 0,
        quoteToken: textOf(form, 'quoteToken', 2_400),
        adultConfirmed: values.adult === 'yes',
        ...(values.note === '' ? {} : { note: values.note }),
      });
      return order.code;
    }
    page.quote = await quotePhoneOrder(api, slug, { lines, delivery });
  } catch (error) {
    const fields = {
      'contact.name': 'name',
      'contact.phone': 'phone',
      note: 'note',
      'delivery.line': 'line',
    } as const;
    refused(page, error, t, { fields, words: words.refusals });
    page.quote = await quotePhoneOrder(api, slug, { lines, delivery }).catch(() => null);
  }
  return hasErrors(page) && page.status === 200 ? (misfilled(page) as PhonePage) : page;
}

function read(form: FormData): PhonePage {
  const page = emptyPhonePage();
  for (const name of FIELDS) page.values[name] = textOf(form, name, name === 'note' ? 500 : 300);
  for (const [name, value] of form) {
    const [, id] = /^sl-([0-9a-f-]{36})$/.exec(name) ?? [];
    if (id !== undefined && typeof value === 'string' && value.trim() !== '')
      page.quantities[id] = value.trim().slice(0, 5);
  }
  const picked = textOf(form, 'communePicked', 5);
  page.values.communeCode = textOf(form, 'communeFor', 300) === page.values.commune ? picked : '';
  return page;
}

/** The chosen goods; null where none was chosen, or a number is none. */
function linesOf({ quantities }: PhonePage): { variantId: string; quantity: number }[] | null {
  const lines = Object.entries(quantities)
    .filter(([, typed]) => !/^0+$/.test(typed))
    .map(([variantId, typed]) => ({ variantId, quantity: /^\d{1,3}$/.test(typed) ? Number(typed) : NaN }));
  return lines.length === 0 || lines.some(({ quantity }) => Number.isNaN(quantity)) ? null : lines;
}

async function placeOf(
  page: PhonePage,
  api: APIContext['locals']['api'],
  wrong: Record<'commune' | 'communeSeveral', string>,
): Promise<Delivery | null> {
  const { values, errors } = page;
  const found = await findCommune(api, values.commune, values.communeCode);
  if (found.kind === 'one') {
    values.commune = found.commune.name;
    // A price before the line is known goes with a dash.
    return { method: 'ship', communeCode: found.commune.code, line: values.line === '' ? '-' : values.line };
  }
  errors.communeCode = found.kind === 'several' ? wrong.communeSeveral : wrong.commune;
  if (found.kind === 'several') page.choices = found.communes;
  return null;
}
