import { isPlainText } from '#kernel/text';
import type { LabelFacts, ProductContent } from '../backend/listings.types.js';
import type { Words } from '../i18n/vi.js';
import type { ContentStep } from './listing-steps.js';
import { decimalOf, wholeOf } from './listing-numbers.js';
import { textOf } from './form-text.js';
import { isMadeUp, pictureWords } from './picture-words.js';
import { readVariants, variantValues } from './variant-form.js';

/** What stands in the fields of a screen, by their names. */
export type ListingValues = Record<string, string>;

/** A screen's form: as typed, what of it can be saved, and what is wrong, by the name of the field. */
export interface ReadListing {
  values: ListingValues;
  part: Partial<ProductContent>;
  errors: Record<string, string>;
}

export const labelFields = [
  'ingredients', 'allergens', 'use', 'storage', 'shelfLifeDays', 'netContent', 'warning', 'alcoholPercent',
] as const; // prettier-ignore
export type LabelField = (typeof labelFields)[number];

/** Longest text of each field, as the API takes it; `lines` where a break may stand in it. */
const TEXTS: Readonly<Record<string, { max: number; lines?: true }>> = {
  name: { max: 160 },
  description: { max: 4_000, lines: true },
  story: { max: 8_000, lines: true },
  ingredients: { max: 2_000, lines: true },
  allergens: { max: 500 },
  use: { max: 1_000, lines: true },
  storage: { max: 500, lines: true },
  netContent: { max: 200 },
  warning: { max: 500, lines: true },
};
const LONGEST_SHELF_LIFE_DAYS = 3_650;
const STRONGEST_PERCENT = 96;
const LONGEST_WAY_DAYS = 30;
const MOST_PIECES = 1_000_000;

/** A content as the fields of a screen show it. */
export function valuesOf(step: ContentStep, content: ProductContent): ListingValues {
  const { name, setNo, description, story, label, shipsTo, handling, maxTransitDays, variants } = content;
  switch (step) {
    case 'words':
      return shown({ name, setNo, description, story });
    case 'label':
      return shown({
        ...known(label),
        ...(label.alcoholPercent == null
          ? {}
          : { alcoholPercent: String(label.alcoholPercent).replace('.', ',') }),
      });
    case 'price':
      return variantValues(variants);
    case 'stock':
      return shown({
        shipsTo,
        handling,
        maxTransitDays,
        ...Object.fromEntries(variants.map(({ openingStock }, index) => [`stock-${index}`, openingStock])),
      });
  }
}

/** Reads a screen's form. An empty field is not told yet; what cannot be saved as it stands is said beside it. */
export function readListing(
  step: ContentStep,
  form: FormData,
  content: ProductContent,
  t: Words,
): ReadListing {
  switch (step) {
    case 'words':
      return readWords(form, content, t);
    case 'label':
      return readLabel(form, content, t);
    case 'price':
      return readVariants(form, content, t);
    case 'stock':
      return readStock(form, content, t);
  }
}

function readWords(form: FormData, before: ProductContent, t: Words): ReadListing {
  const [values, errors] = readTexts(form, ['name', 'description', 'story'], t);
  values['setNo'] = textOf(form, 'setNo', 2);
  const { name, description, story, setNo } = values;
  const part = {
    name: name || null,
    description: description || null,
    story: story || null,
    setNo: Number(setNo) || null,
    images: before.images.map((image, index) =>
      isMadeUp(image.alt, before.name, index, t)
        ? { ...image, alt: pictureWords(name || null, index, t) }
        : image,
    ),
  };
  return { values, errors, part };
}

function readLabel(form: FormData, { label: before }: ProductContent, t: Words): ReadListing {
  const asked = labelFields.filter((field) => form.has(field));
  const texts = asked.filter((field) => field in TEXTS);
  const [values, errors] = readTexts(form, texts, t);
  // What this screen did not ask stays as it was: the label is saved as a whole.
  const label: LabelFacts = { ...known(before), ...Object.fromEntries(texts.map((field) => [field, values[field] || null])) }; // prettier-ignore
  const number = (
    field: 'shelfLifeDays' | 'alcoholPercent',
    read: () => number | null,
    wrong: string,
  ): void => {
    if (!form.has(field)) return;
    const typed = textOf(form, field, 20);
    values[field] = typed;
    const value = typed === '' ? null : read();
    if (typed !== '' && value === null) errors[field] = wrong;
    label[field] = value;
  };
  number(
    'shelfLifeDays',
    () => within(wholeOf(textOf(form, 'shelfLifeDays', 20)), 1, LONGEST_SHELF_LIFE_DAYS),
    t.listing.wrong.range('1', '3.650'),
  );
  number(
    'alcoholPercent',
    () => within(decimalOf(textOf(form, 'alcoholPercent', 20)), 0, STRONGEST_PERCENT),
    t.listing.wrong.percent,
  );
  return { values, errors, part: { label } };
}

function readStock(form: FormData, { variants }: ProductContent, t: Words): ReadListing {
  const values: ListingValues = {};
  const errors: Record<string, string> = {};
  // As the form has them, also while the API is away and nobody knows which sizes there are.
  for (const name of new Set([...form.keys()].filter((key) => /^stock-\d+$/.test(key)))) {
    const typed = textOf(form, name, 20);
    values[name] = typed;
    if (typed !== '' && piecesOf(typed) === null) errors[name] = t.listing.wrong.range('0', '1.000.000');
  }
  for (const name of ['shipsTo', 'handling', 'maxTransitDays']) values[name] = textOf(form, name, 20);
  const { shipsTo, handling, maxTransitDays = '' } = values;
  const days = within(wholeOf(maxTransitDays), 1, LONGEST_WAY_DAYS);
  if (maxTransitDays !== '' && days === null) errors['maxTransitDays'] = t.listing.wrong.range('1', '30');
  const part = {
    shipsTo: shipsTo === 'country' || shipsTo === 'province' ? shipsTo : null,
    handling: handling || null,
    maxTransitDays: days,
    variants: variants.map((variant, index) => {
      const typed = values[`stock-${index}`];
      return typed === undefined ? variant : { ...variant, openingStock: piecesOf(typed) };
    }),
  } satisfies Partial<ProductContent>;
  return { values, errors, part };
}

function readTexts(
  form: FormData,
  names: readonly string[],
  t: Words,
): [values: ListingValues, errors: Record<string, string>] {
  const values: ListingValues = {};
  const errors: Record<string, string> = {};
  for (const name of names) {
    const { max, lines = false } = TEXTS[name] ?? { max: 200 };
    const typed = textOf(form, name, 20_000);
    values[name] = typed;
    if (typed.length > max) errors[name] = t.listing.wrong.long;
    else if (!isPlainText(typed, { multiline: lines })) errors[name] = t.listing.wrong.plain;
  }
  return [values, errors];
}

const piecesOf = (typed: string): number | null => within(wholeOf(typed), 0, MOST_PIECES);

const within = (value: number | null, least: number, most: number): number | null =>
  value !== null && value >= least && value <= most ? value : null;

/** Facts the API takes; a label may have others, written by whoever opened the floor. */
const known = (label: LabelFacts): LabelFacts =>
  Object.fromEntries(labelFields.flatMap((field) => (label[field] == null ? [] : [[field, label[field]]])));

const shown = (facts: Record<string, string | number | null | undefined>): ListingValues =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value == null ? '' : String(value)]),
  );
