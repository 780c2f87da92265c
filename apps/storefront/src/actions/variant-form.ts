import { randomUUID } from 'node:crypto';
import { formatInteger } from '#kernel/money';
import { isPlainText } from '#kernel/text';
import type { ProductContent, ProductVariant } from '../backend/listings.types.js';
import type { Words } from '../i18n/vi.js';
import { textOf } from './form-text.js';
import { dongOf, wholeOf } from './listing-numbers.js';
import type { ListingValues, ReadListing } from './listing-form.js';

/** The fields of one variant; each is named `<field>-<index>`. */
const FIELDS = [
  'id', 'mode', 'name', 'unit', 'price', 'amount', 'measure', 'kgPrice', 'minGrams', 'maxGrams', 'weight',
] as const; // prettier-ignore
type Field = (typeof FIELDS)[number];
/** As the API takes them. */
const MOST_VARIANTS = 50;
const LONGEST_NAME = 120;
const LONGEST_UNIT = 60;
const LEAST_DONG = 1_000;
const MOST_DONG = 1_000_000_000;
const MOST_GRAMS = 200_000;
const MOST_AMOUNT = 1_000_000;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The variants as their fields show them; a product without any is asked for its first. */
export function variantValues(variants: readonly ProductVariant[]): ListingValues {
  const values: ListingValues = {};
  const put = (index: number, fields: Partial<Record<Field, string | number | null | undefined>>): void => {
    for (const [field, value] of Object.entries(fields)) values[`${field}-${index}`] = String(value ?? '');
  };
  variants.forEach((variant, index) => {
    const { id, name, priceVnd, unit, measure, weightGrams, catchWeight } = variant;
    const money = (amount: number | null | undefined): string =>
      amount == null ? '' : formatInteger(amount);
    put(index, {
      id,
      mode: catchWeight === null ? 'piece' : 'weight',
      // A name that only repeats the unit is made of it anew.
      name: name === nameOf(unit ?? '') ? '' : name,
      unit,
      price: catchWeight === null ? money(priceVnd) : '',
      amount: catchWeight === null ? measure?.amount : '',
      measure: catchWeight === null ? measure?.unit : '',
      kgPrice: money(catchWeight?.kgPriceVnd),
      minGrams: catchWeight?.minGrams,
      maxGrams: catchWeight?.maxGrams,
      weight: weightGrams,
    });
  });
  if (variants.length === 0) put(0, { id: randomUUID(), mode: 'piece' });
  return values;
}

/** How many variants stand in the fields. */
export function variantCount(values: ListingValues): number {
  let count = 0;
  while (`id-${count}` in values) count++;
  return count;
}

/** One more, with nothing in it. */
export function withEmptyVariant(values: ListingValues): ListingValues {
  const index = variantCount(values);
  return { ...values, [`id-${index}`]: randomUUID(), [`mode-${index}`]: 'piece' };
}

/** Reads every variant; one whose fields are all empty is none, and one whose removal was pressed neither. */
export function readVariants(form: FormData, content: ProductContent, t: Words): ReadListing {
  const gone = /^remove-(\d+)$/.exec(textOf(form, 'intent', 20))?.[1];
  const values: ListingValues = {};
  const errors: Record<string, string> = {};
  const variants: ProductVariant[] = [];
  let index = 0;
  for (let read = 0; read < MOST_VARIANTS && form.has(`id-${read}`); read++) {
    const typed = Object.fromEntries(
      FIELDS.map((field) => [field, textOf(form, `${field}-${read}`, 2_000)]),
    ) as Record<Field, string>;
    if (String(read) === gone || isEmpty(typed)) continue;
    for (const field of FIELDS) values[`${field}-${index}`] = typed[field];
    const { wrong, variant } = readVariant(typed, content, t);
    for (const [field, words] of Object.entries(wrong)) errors[`${field}-${index}`] = words;
    variants.push(variant);
    index++;
  }
  return { values: index === 0 ? variantValues([]) : values, errors, part: { variants } };
}

const isEmpty = ({
  name,
  unit,
  price,
  amount,
  kgPrice,
  minGrams,
  maxGrams,
  weight,
}: Record<Field, string>): boolean =>
  [name, unit, price, amount, kgPrice, minGrams, maxGrams, weight].every((typed) => typed === '');

/** "gói 500 g" is called "Gói 500 g". */
const nameOf = (unit: string): string => unit.charAt(0).toLocaleUpperCase('vi') + unit.slice(1);

function readVariant(
  typed: Record<Field, string>,
  content: ProductContent,
  t: Words,
): { wrong: Partial<Record<Field, string>>; variant: ProductVariant } {
  const words = t.listing.wrong;
  const wrong: Partial<Record<Field, string>> = {};
  const text = (field: 'name' | 'unit', max: number): string | null => {
    if (typed[field].length > max) wrong[field] = words.long;
    else if (!isPlainText(typed[field])) wrong[field] = words.plain;
    return typed[field] || null;
  };
  const number = (
    field: Field,
    read: (text: string) => number | null,
    least: number,
    most: number,
    no: string,
  ) => {
    if (typed[field] === '') return null;
    const value = read(typed[field]);
    if (value === null) wrong[field] = no;
    else if (value < least || value > most)
      wrong[field] =
        least === LEAST_DONG && value < least
          ? words.cheap
          : words.range(formatInteger(least), formatInteger(most));
    return value;
  };
  const money = (field: Field): number | null => number(field, dongOf, LEAST_DONG, MOST_DONG, words.dong);
  const grams = (field: Field): number | null => number(field, wholeOf, 1, MOST_GRAMS, words.number);

  const unit = text('unit', LONGEST_UNIT);
  const id = UUID.test(typed.id) ? typed.id.toLowerCase() : randomUUID();
  const openingStock = content.variants.find((one) => one.id === id)?.openingStock;
  const shared = {
    id,
    name: text('name', LONGEST_NAME) ?? (unit === null ? null : nameOf(unit)),
    unit,
    weightGrams: grams('weight'),
    ...(openingStock == null ? {} : { openingStock }),
  };
  if (typed.mode === 'weight') {
    const [kgPriceVnd, minGrams, maxGrams] = [money('kgPrice'), grams('minGrams'), grams('maxGrams')];
    for (const field of ['kgPrice', 'minGrams', 'maxGrams'] as const)
      if (typed[field] === '') wrong[field] = words.needed;
    if (minGrams !== null && maxGrams !== null && minGrams > maxGrams) wrong.maxGrams ??= words.weights;
    const catchWeight = { kgPriceVnd: kgPriceVnd ?? 0, minGrams: minGrams ?? 0, maxGrams: maxGrams ?? 0 };
    return { wrong, variant: { ...shared, priceVnd: null, measure: null, catchWeight } };
  }
  const amount = number('amount', wholeOf, 1, MOST_AMOUNT, words.number);
  const measure = (['g', 'ml', 'piece'] as const).find((one) => one === typed.measure);
  if (amount !== null && measure === undefined) wrong.measure = words.choose;
  return {
    wrong,
    variant: {
      ...shared,
      priceVnd: money('price'),
      measure: amount === null || measure === undefined ? null : { amount, unit: measure },
      catchWeight: null,
    },
  };
}
