import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import { getShopProduct, saveProductChange } from '../backend/listings.js';
import { emptyContent, type ProductContent, type ShopProduct } from '../backend/listings.types.js';
import type { Words } from '../i18n/vi.js';
import type { Difference } from './application.js';
import { textOf } from './form-text.js';
import { contentOf } from './listing-door.js';
import { readListing, valuesOf, type ListingValues } from './listing-form.js';
import type { ContentStep } from './listing-steps.js';
import { refusalIn } from './shop-door.js';
import { withEmptyVariant } from './variant-form.js';

type Context = Pick<APIContext, 'locals'>;

/** Everything a screen shows of its form. */
export interface ListingPage {
  values: ListingValues;
  errors: Record<string, string>;
  message: string | null;
  /** The version the form was made from. */
  version: number;
  /** Where what is saved now differs from what was typed: somebody else saved it meanwhile. */
  differences: Difference[];
  status: number;
}

/** The screen as it was saved. */
export function loadListing(step: ContentStep, product: ShopProduct): ListingPage {
  const values = valuesOf(step, contentOf(product) ?? emptyContent);
  const version = product.change?.version ?? 0;
  return { values, errors: {}, message: null, version, differences: [], status: 200 };
}

/**
 * Saves a screen; null when it is saved, otherwise the page to show again with everything that was typed.
 *
 * @param product null while the API is away: then nothing is saved, and nothing lost
 */
export async function takeListing(
  { locals: { api, t } }: Context,
  { slug, step, product }: { slug: string; step: ContentStep; product: ShopProduct | null },
  form: FormData,
): Promise<ListingPage | null> {
  const before = (product && contentOf(product)) ?? emptyContent;
  const { values, part, errors } = readListing(step, form, before, t);
  const version = Number(textOf(form, 'version', 10)) || 0;
  const page: ListingPage = { values, errors, message: null, version, differences: [], status: 422 };
  if (product === null)
    return { ...page, message: t.seller.refusals['overloaded'] ?? t.seller.refused, status: 503 };
  if (Object.keys(errors).length > 0) return page;
  try {
    await saveProductChange(api, slug, product.id, { version, content: part });
    return null;
  } catch (error) {
    return refusedListing(page, error, { t, step, now: () => getShopProduct(api, slug, product.id) });
  }
}

async function refusedListing(
  page: ListingPage,
  error: unknown,
  { t, step, now }: { t: Words; step: ContentStep; now: () => Promise<ShopProduct> },
): Promise<ListingPage> {
  const sentence = refusalIn(error, t.listing.refusals, t.seller.refusals) ?? t.seller.refused;
  const { status, problem } = error as ApiProblem;
  page.status = status;
  for (const { path, message } of problem.errors ?? []) page.errors[fieldOfPath(path)] ??= message;
  if (problem.code === 'stale_version') return compared(page, step, await now(), t);
  // Signing in happens in a tab of its own: this one keeps what was typed.
  if (status === 401) page.message = t.onboarding.signInAgain;
  else if (Object.keys(page.errors).length === 0) page.message = sentence;
  return page;
}

/** As typed beside what somebody else saved: saving it again is then a choice. */
function compared(page: ListingPage, step: ContentStep, product: ShopProduct, t: Words): ListingPage {
  const saved = valuesOf(step, contentOf(product) ?? emptyContent);
  const version = product.change?.version ?? 0;
  const names = [...new Set([...Object.keys(page.values), ...Object.keys(saved)])];
  const differences = names
    .filter(
      (name) => !/^(?:id|mode|measure)-/.test(name) && (page.values[name] ?? '') !== (saved[name] ?? ''),
    )
    .map((name) => ({
      label: fieldLabel(name, t),
      typed: readableValue(name, page.values[name] ?? '', t),
      saved: readableValue(name, saved[name] ?? '', t),
    }));
  return {
    ...page,
    version,
    differences,
    message: differences.length === 0 ? t.onboarding.conflict.title : null,
  };
}

/** A form that asks for one more variant comes back with everything in it and room for that one. */
export const withAnotherVariant = (page: ListingPage): ListingPage => ({
  ...page,
  values: withEmptyVariant(page.values),
});

const VARIANT_FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  unit: 'unit',
  priceVnd: 'price',
  weightGrams: 'weight',
  'measure.amount': 'amount',
  'measure.unit': 'measure',
  'catchWeight.kgPriceVnd': 'kgPrice',
  'catchWeight.minGrams': 'minGrams',
  'catchWeight.maxGrams': 'maxGrams',
  openingStock: 'stock',
};

/** The field a path of the API is about: `content.variants.1.priceVnd` is `price-1`. */
function fieldOfPath(path: string): string {
  const [, index, field = ''] = /^content\.variants\.(\d+)\.?(.*)$/.exec(path) ?? [];
  if (index !== undefined) return `${VARIANT_FIELDS[field] ?? 'unit'}-${index}`;
  return path.replace(/^content\.(label\.)?/, '');
}

const FIELD_WORDS: Readonly<Record<string, keyof Words['listing']['fields']>> = { name: 'variantName' };

/** What a field is called; those of variants say of which one. */
function fieldLabel(name: string, t: Words): string {
  const [, field = name, index] = /^(\w+)-(\d+)$/.exec(name) ?? [];
  const key = index === undefined ? field : (FIELD_WORDS[field] ?? field);
  const label =
    key in t.listing.fields ? t.listing.fields[key as keyof Words['listing']['fields']].label : key;
  return index === undefined ? label : `${t.listing.variant(Number(index) + 1)}: ${label}`;
}

function readableValue(name: string, value: string, t: Words): string {
  return name === 'shipsTo' && (value === 'country' || value === 'province') ? t.listing.ships[value] : value;
}

/** What buyers would read if nothing stood in the way. */
export const contentNow = (product: ShopProduct | null): ProductContent =>
  (product && contentOf(product)) ?? emptyContent;
