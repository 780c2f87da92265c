import type { APIContext } from 'astro';
import { formatInteger } from '#kernel/money';
import { slugify } from '#kernel/text';
import {
  getRateOptions,
  removeRateOption,
  setRateOption,
  type RateOption,
} from '../backend/shipping-rates.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { dongOf, gramsOf, wholeOf } from './listing-numbers.js';

export const rateZones = ['same_commune', 'province', 'region', 'country'] as const;
export const rateFields = [
  'baseFeeVnd',
  'baseGrams',
  'stepGrams',
  'stepFeeVnd',
  'minDays',
  'maxDays',
] as const;
type RateField = (typeof rateFields)[number];

/** The name of a zone's field in the form. */
export const rateFieldName = (zone: string, field: RateField): string => `${zone}-${field}`;

/** The form of an option: as it stands, or empty for a new one. `version` goes with it. */
export function rateForm(option: RateOption | null): FormPage<string> {
  const zones = option?.zones ?? [];
  const values = zones.flatMap((zone) =>
    rateFields.map((field) => [rateFieldName(zone.zone, field), formatInteger(zone[field])] as const),
  );
  return emptyForm<string>({
    label: option?.label ?? '',
    version: option?.version ?? '',
    ...Object.fromEntries(values),
  });
}

/** Saves an option, or takes it off; what was done, or the page to show again. */
export async function takeRateOption(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  code: string | null,
  form: FormData,
): Promise<'da-luu' | 'da-bo' | FormPage<string>> {
  const words = t.rates.form;
  const page = rateForm(null);
  const { values, errors } = page;
  values['version'] = textOf(form, 'version', 43);
  values['label'] = textOf(form, 'label', 200);
  const zones = rateZones.flatMap((zone) => {
    const typed = rateFields.map((field) => {
      const name = rateFieldName(zone, field);
      values[name] = textOf(form, name, 20);
      return { field, name, text: values[name] };
    });
    if (typed.every(({ text }) => text === '')) return [];
    const numbers = typed.map(({ field, name, text }) => {
      const read = field.endsWith('Vnd')
        ? dongOf(text)
        : field.endsWith('Grams')
          ? gramsOf(text)
          : wholeOf(text);
      if (read === null) errors[name] = wrongOf(field);
      return [field, read] as const;
    });
    return [{ zone, ...Object.fromEntries(numbers) }];
  });
  try {
    if (form.get('act') === 'remove') {
      await removeRateOption(api, code ?? '', values['version']);
      return 'da-bo';
    }
    const named = code ?? codeOf(values['label']);
    if (named === '') errors['label'] = words.wrongLabel;
    if (zones.length === 0) errors[rateFieldName('province', 'baseFeeVnd')] = words.noZone;
    if (hasErrors(page)) return misfilled(page);
    const version = values['version'] === '' ? null : values['version'];
    await setRateOption(api, named, { version, label: values['label'], zones });
    return 'da-luu';
  } catch (error) {
    const fields = Object.fromEntries([
      ['label', 'label'],
      ...zones.flatMap(({ zone }, index) =>
        rateFields.map((field) => [`zones.${index}.${field}`, rateFieldName(zone, field)]),
      ),
    ]) as Record<string, string>;
    return refused(page, error, t, { fields, words: words.refusals });
  }

  function wrongOf(field: RateField): string {
    if (field.endsWith('Vnd')) return words.wrongMoney;
    return field.endsWith('Grams') ? words.wrongGrams : words.wrongDays;
  }
}

/** The option as it is now; null where there is none. */
export async function findRateOption(
  { locals: { api } }: Pick<APIContext, 'locals'>,
  code: string | null,
): Promise<RateOption | null> {
  const options = await getRateOptions(api);
  return options.find(({ optionCode }) => optionCode === code) ?? null;
}

/** What a new option is called in addresses and orders: letters of its name, 20 at most. */
const codeOf = (label: string): string =>
  slugify(label)
    .replace(/[^a-z-]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-+/, '')
    .slice(0, 20)
    .replace(/-+$/, '');
