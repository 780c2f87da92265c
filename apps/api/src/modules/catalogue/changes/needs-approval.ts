import { highestUnaskedVnd } from '#kernel/listing-prices';
import type { ProductContent, VariantContent } from './product-content.js';
import type { Approved, ApprovedVariant } from './read-approved.js';

/** What a difference is about; officers' lists and the shop's page name them in words. */
export type Area =
  'name' | 'set' | 'description' | 'story' | 'label' | 'pictures' | 'variants' | 'price' | 'delivery';

/** One thing that would be different from what buyers read now. */
export interface Difference {
  /** Where in the content: `label.storage`, `variants.<id>.priceVnd`, `images`. */
  path: string;
  area: Area;
  before: unknown;
  after: unknown;
  /** Waits for two officers; what does not takes effect when the shop sends it. */
  waits: boolean;
}

const LABEL = [
  'ingredients', 'allergens', 'use', 'storage', 'shelfLifeDays', 'netContent', 'warning', 'alcoholPercent',
] as const; // prettier-ignore

/**
 * What a content would change of what buyers read, and which of it waits. Whatever a buyer could be misled by waits: name,
 * set, every word and picture, all the label says (storage and use too, they are label text), what a variant is, and a
 * price more than `sharePercent` above the one an officer approved last; also how it is kept on the way. Where it is sent, and any price below that, is the
 * shop's own affair. Of a product that was never published everything waits.
 */
export function differences(
  content: ProductContent,
  approved: Approved | null,
  sharePercent: number,
): Difference[] {
  const found: Difference[] = [];
  const compare = (path: string, area: Area, before: unknown, after: unknown, waits = true): void => {
    if (!same(before, after)) found.push({ path, area, before: before ?? null, after: after ?? null, waits });
  };
  compare('name', 'name', approved?.name, content.name);
  compare('setNo', 'set', approved?.setNo, content.setNo);
  compare('description', 'description', approved?.description, content.description);
  compare('story', 'story', approved?.story, content.story);
  for (const key of LABEL) compare(`label.${key}`, 'label', approved?.label[key], content.label[key]);
  compare('images', 'pictures', approved?.images ?? [], content.images);
  const first = approved === null;
  compare('shipsTo', 'delivery', approved?.shipsTo, content.shipsTo, first);
  compare('handling', 'delivery', approved?.handling, content.handling);
  compare('maxTransitDays', 'delivery', approved?.maxTransitDays, content.maxTransitDays);
  compareVariants(content.variants, approved?.variants ?? [], sharePercent, compare);
  return found;
}

type Compare = (path: string, area: Area, before: unknown, after: unknown, waits?: boolean) => void;

function compareVariants(
  wanted: readonly VariantContent[],
  approved: readonly ApprovedVariant[],
  sharePercent: number,
  compare: Compare,
): void {
  const old = new Map(approved.map((variant) => [variant.id, variant]));
  for (const variant of wanted) {
    const before = old.get(variant.id);
    const path = `variants.${variant.id}`;
    if (before === undefined) {
      compare(path, 'variants', null, variant);
      continue;
    }
    compare(`${path}.name`, 'variants', before.name, variant.name);
    compare(`${path}.unit`, 'variants', before.unit, variant.unit);
    compare(`${path}.measure`, 'variants', before.measure, variant.measure);
    compare(`${path}.catchWeight`, 'variants', weights(before), weights(variant));
    compare(`${path}.weightGrams`, 'delivery', before.weightGrams, variant.weightGrams, false);
    // A piece of another weight has another price: both wait together.
    const jumps = (variant.priceVnd ?? 0) > highestUnaskedVnd(before.approvedPriceVnd, sharePercent);
    const waits = jumps || !same(weights(before), weights(variant));
    compare(`${path}.priceVnd`, 'price', before.priceVnd, variant.priceVnd, waits);
  }
  const kept = new Set(wanted.map(({ id }) => id));
  for (const { approvedPriceVnd: _, ...variant } of approved)
    if (!kept.has(variant.id)) compare(`variants.${variant.id}`, 'variants', variant, null);
  const order = (variants: readonly VariantContent[]): string[] =>
    variants.map(({ id }) => id).filter((id) => kept.has(id) && old.has(id));
  compare('variants', 'variants', order(approved), order(wanted));
}

/** What a piece may weigh; the price of its kilogram is told by the price of the heaviest piece. */
const weights = ({ catchWeight }: VariantContent): object | null =>
  catchWeight === null ? null : { minGrams: catchWeight.minGrams, maxGrams: catchWeight.maxGrams };

/** Equal as JSON, whatever the order of keys; null and absent are the same. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a ?? null)) === JSON.stringify(sorted(b ?? null));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
