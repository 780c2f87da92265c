import type { APIContext } from 'astro';
import { formatInteger } from '#kernel/money';
import { changeShopDelivery, type ShopDelivery } from '../backend/shop-delivery.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { dongOf, wholeOf } from './listing-numbers.js';

export type DeliveryField = 'rates' | 'own' | 'fee' | 'minDays' | 'maxDays' | 'communes' | 'points';

/** What the page of a shop's ways of sending shows: what was ticked beside what was typed. */
export interface DeliveryPage extends FormPage<DeliveryField> {
  version: number;
  ticked: { rates: readonly string[]; communes: readonly string[]; points: readonly string[] };
}

/** The form as the shop sends now. */
export function deliveryForm({
  version,
  rateOptions,
  own,
  pickupPoints,
  offers,
}: ShopDelivery): DeliveryPage {
  const number = (value: number | undefined): string => (value === undefined ? '' : formatInteger(value));
  return {
    ...emptyForm({
      rates: '',
      own: own === null ? '' : 'yes',
      fee: number(own?.feeVnd),
      minDays: number(own?.minDays),
      maxDays: number(own?.maxDays),
      communes: '',
      points: '',
    }),
    version,
    ticked: {
      rates: rateOptions ?? offers.map(({ optionCode }) => optionCode),
      communes: own?.communes ?? [],
      points: pickupPoints,
    },
  };
}

/** Says anew how a shop sends; null where it was taken, or the page to show again. */
export async function takeDelivery(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  now: ShopDelivery,
  form: FormData,
): Promise<DeliveryPage | null> {
  const words = t.shopDelivery;
  const page: DeliveryPage = {
    ...deliveryForm(now),
    version: wholeOf(textOf(form, 'version', 10)) ?? now.version,
    ticked: { rates: all(form, 'rates'), communes: all(form, 'communes'), points: all(form, 'points') },
  };
  const { values, errors, ticked } = page;
  for (const name of ['fee', 'minDays', 'maxDays'] as const) values[name] = textOf(form, name, 20);
  values.own = form.get('own') === 'yes' ? 'yes' : '';
  const [feeVnd, minDays, maxDays] = [dongOf(values.fee), wholeOf(values.minDays), wholeOf(values.maxDays)];
  if (values.own === 'yes') {
    if (feeVnd === null) errors.fee = words.wrongFee;
    if (minDays === null) errors.minDays = words.wrongDays;
    if (maxDays === null) errors.maxDays = words.wrongDays;
    if (ticked.communes.length === 0) errors.communes = words.noCommune;
  }
  if (hasErrors(page)) return asPage(misfilled(page));
  // Every option ticked means all of them, also those that come later.
  const everything = now.offers.every(({ optionCode }) => ticked.rates.includes(optionCode));
  try {
    await changeShopDelivery(api, slug, {
      version: page.version,
      rateOptions: everything ? null : ticked.rates,
      own: values.own === 'yes' ? { feeVnd, minDays, maxDays, communes: ticked.communes } : null,
      pickupPoints: ticked.points,
    });
    return null;
  } catch (error) {
    const fields = {
      rateOptions: 'rates',
      'own.feeVnd': 'fee',
      'own.minDays': 'minDays',
      'own.maxDays': 'maxDays',
      'own.communes': 'communes',
      pickupPoints: 'points',
    } as const;
    return asPage(refused(page, error, t, { fields, words: { ...t.seller.refusals, ...words.refusals } }));
  }

  /** What was typed and ticked stays; the next press is made on what stands now. */
  function asPage({ errors: found, message, status }: FormPage<DeliveryField>): DeliveryPage {
    return { ...page, errors: found, message, status, version: now.version };
  }
}

const all = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string' && value.length <= 120);
