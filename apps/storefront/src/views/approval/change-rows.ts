import { formatVnd } from '#kernel/money';
import type { ListingCase, ListingContent } from '../../backend/listing-desk.js';
import type { Words } from '../../i18n/vi.js';

type Variant = ListingContent['variants'][number];

/** One fact of a product in words: what buyers read now, and what the shop wants. */
export interface Row {
  path: string;
  label: string;
  before: string;
  after: string;
  /** In effect since it was sent. */
  atOnce: boolean;
}

/** What codes of a content are called. */
export interface Names {
  sets: ReadonlyMap<number, string>;
  handling: ReadonlyMap<string, string>;
}

/** What would be different, line by line; pictures are shown and not told. */
export function changedRows({ differences, before, after }: ListingCase, names: Names, t: Words): Row[] {
  const variants = new Map([...(before?.variants ?? []), ...after.variants].map((each) => [each.id, each]));
  return differences
    .filter(({ path }) => path !== 'images')
    .map((found) => ({
      path: found.path,
      label: labelOf(found.path, variants, t),
      before: readable(found.path, found.before, variants, names, t),
      after: readable(found.path, found.after, variants, names, t),
      atOnce: !found.waits,
    }));
}

/** Everything a content says, line by line, without what it leaves open. */
export function contentRows(content: ListingContent, names: Names, t: Words): Row[] {
  const variants = new Map(content.variants.map((each) => [each.id, each]));
  const { name, setNo, description, story, label, shipsTo, handling, maxTransitDays } = content;
  const values: [string, unknown][] = [
    ...Object.entries({ name, setNo, description, story }),
    ...Object.keys(t.approval.labels).map((key): [string, unknown] => [
      `label.${key}`,
      (label as Record<string, unknown>)[key],
    ]),
    ...content.variants.map((variant): [string, unknown] => [`variants.${variant.id}`, variant]),
    ...Object.entries({ shipsTo, handling, maxTransitDays }),
  ];
  return values
    .map(([path, value]) => {
      const after = readable(path, value, variants, names, t);
      return { path, label: labelOf(path, variants, t), before: after, after, atOnce: false };
    })
    .filter(({ after }) => after !== '');
}

/** Where the screening found something, in the paths of rows: a variant by its id. */
export function rowPath(path: string, { variants }: ListingContent): string {
  const [, index, field] = /^variants\.(\d+)\.(\w+)$/.exec(path) ?? [];
  return index === undefined ? path : `variants.${variants[Number(index)]?.id ?? index}.${field}`;
}

/** What a place of the content is called. */
export function labelOf(path: string, variants: ReadonlyMap<string, Variant>, t: Words): string {
  const words = t.approval.fields;
  const [area = '', key = '', field] = path.split('.');
  if (area === 'label') return t.approval.labels[key] ?? path;
  if (area === 'images') return words.picture(Number(key) + 1);
  if (area !== 'variants' || key === '') return words.of[area] ?? path;
  const name = variants.get(key)?.name ?? t.approval.unnamed;
  return field === undefined
    ? words.variant(name)
    : words.variantField(name, t.approval.variantFields[field] ?? field);
}

function readable(
  path: string,
  value: unknown,
  variants: ReadonlyMap<string, Variant>,
  names: Names,
  t: Words,
): string {
  if (value === null || value === undefined) return '';
  const words = t.approval.values;
  const [area = '', key = '', field] = path.split('.');
  if (area === 'variants' && key === '')
    return (value as string[]).map((id) => variants.get(id)?.name ?? '').join(', ');
  if (area === 'variants') return readableVariant(field, value, t);
  if (typeof value === 'number') {
    if (path === 'setNo') return `${value}. ${names.sets.get(value) ?? ''}`;
    if (path === 'label.alcoholPercent') return `${String(value).replace('.', ',')} %`;
    return path === 'label.shelfLifeDays' ? t.product.shelfLife(value) : words.days(value);
  }
  const text = typeof value === 'string' ? value : '';
  if (path === 'handling') return names.handling.get(text) ?? text;
  if (path === 'shipsTo') return text === 'province' ? words.province : words.country;
  return text;
}

function readableVariant(field: string | undefined, value: unknown, t: Words): string {
  const words = t.approval.values;
  switch (field) {
    case undefined:
      return wholeVariant(value as Variant, t);
    case 'priceVnd':
      return formatVnd(value as number);
    case 'weightGrams':
      return words.grams(value as number);
    case 'measure':
      return readableMeasure(value as NonNullable<Variant['measure']>, t);
    case 'catchWeight': {
      const { minGrams, maxGrams } = value as NonNullable<Variant['catchWeight']>;
      return words.range(minGrams, maxGrams);
    }
    default:
      return String(value);
  }
}

function readableMeasure({ amount, unit }: NonNullable<Variant['measure']>, t: Words): string {
  const { grams, millilitres, pieces } = t.approval.values;
  return (unit === 'g' ? grams : unit === 'ml' ? millilitres : pieces)(Number(amount));
}

function wholeVariant({ name, priceVnd, unit, catchWeight, weightGrams }: Variant, t: Words): string {
  const words = t.approval.values;
  return [
    name,
    unit,
    priceVnd === null ? null : formatVnd(priceVnd),
    catchWeight === null
      ? null
      : `${words.perKg(formatVnd(catchWeight.kgPriceVnd))}, ${words.range(catchWeight.minGrams, catchWeight.maxGrams)}`,
    weightGrams === null ? null : `${t.approval.variantFields['weightGrams']} ${words.grams(weightGrams)}`,
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}
