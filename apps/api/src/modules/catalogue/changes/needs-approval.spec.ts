import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './needs-approval.js';
import { CONTENT_FORM, type ProductContent, type VariantContent } from './product-content.js';
import { contentOf, type Approved } from './read-approved.js';

const text = fc.option(fc.string({ maxLength: 12 }), { nil: null });
const pictureId = fc.constantFrom('a', 'b', 'c');
const price = fc.integer({ min: 1_000, max: 1_000_000 });

const variant = (id: string): fc.Arbitrary<VariantContent> =>
  fc.record({
    id: fc.constant(id),
    name: fc.string({ maxLength: 8 }),
    priceVnd: price,
    unit: fc.constantFrom('gói', 'hũ'),
    measure: fc.constantFrom(null, { amount: 500, unit: 'g' as const }),
    weightGrams: fc.integer({ min: 1, max: 5_000 }),
    catchWeight: fc.constantFrom(null, { kgPriceVnd: 10_000, minGrams: 300, maxGrams: 500 }),
  });

const content: fc.Arbitrary<ProductContent> = fc.record({
  form: fc.constant(CONTENT_FORM),
  name: text,
  setNo: fc.option(fc.integer({ min: 1, max: 26 }), { nil: null }),
  description: text,
  story: text,
  label: fc.record({ ingredients: text, storage: text }),
  shipsTo: fc.constantFrom('province' as const, 'country' as const),
  handling: fc.constantFrom(null, 'live', 'frozen'),
  maxTransitDays: fc.constantFrom(null, 1, 2),
  variants: fc.subarray(['1', '2', '3'], { minLength: 1 }).chain((ids) => fc.tuple(...ids.map(variant))),
  images: fc.uniqueArray(fc.record({ id: pictureId, alt: fc.string({ maxLength: 4 }) }), {
    maxLength: 3,
    selector: (picture) => picture.id,
  }),
});

const approved: fc.Arbitrary<Approved> = fc
  .tuple(content, fc.array(price, { minLength: 3, maxLength: 3 }))
  .map(([of, prices]) => ({
    ...of,
    variants: of.variants.map((one, index) => ({
      ...one,
      priceVnd: one.priceVnd ?? 1_000,
      approvedPriceVnd: prices[index] ?? 1_000,
    })),
  }));

const share = fc.integer({ min: 0, max: 100 });

/** The texts and pictures of a content, written out the dull way: what a buyer could be misled by, and nothing else. */
const claims = ({
  name,
  setNo,
  description,
  story,
  label,
  images,
  variants,
  ...rest
}: ProductContent): string =>
  JSON.stringify([
    name,
    setNo,
    description,
    story,
    label.ingredients ?? null,
    label.storage ?? null,
    rest.handling,
    rest.maxTransitDays,
    images.map((picture) => [picture.id, picture.alt]),
    variants.map(({ id, name: called, unit, measure, catchWeight }) => [
      id,
      called,
      unit,
      measure,
      catchWeight && [catchWeight.minGrams, catchWeight.maxGrams],
    ]),
  ]);

describe('what waits for approval', () => {
  it('is nothing where nothing is different', () => {
    fc.assert(
      fc.property(approved, share, (old, percent) => {
        expect(differences(contentOf(old), old, percent)).toEqual([]);
      }),
    );
  });

  it('is everything of a product that was never published', () => {
    fc.assert(
      fc.property(content, share, (wanted, percent) => {
        const found = differences(wanted, null, percent);
        expect(found.length).toBeGreaterThan(0);
        expect(found.every(({ waits }) => waits)).toBe(true);
      }),
    );
  });

  it('is exactly the claims, and prices past the share of the approved one', () => {
    fc.assert(
      fc.property(content, approved, share, (wanted, old, percent) => {
        const jumps = wanted.variants.some((one) => {
          const before = old.variants.find(({ id }) => id === one.id);
          if (before === undefined || one.priceVnd === before.priceVnd) return false;
          return (one.priceVnd ?? 0) * 100 > before.approvedPriceVnd * (100 + percent);
        });
        const waits = differences(wanted, old, percent).some((difference) => difference.waits);
        expect(waits).toBe(claims(wanted) !== claims(contentOf(old)) || jumps);
      }),
    );
  });

  it('cannot be walked past in small steps of price', () => {
    fc.assert(
      fc.property(price, share, fc.array(price, { maxLength: 20 }), (first, percent, steps) => {
        let current = first;
        const at = (priceVnd: number): Approved => ({
          form: CONTENT_FORM, name: 'A', setNo: 8, description: 'B', story: null, label: {}, shipsTo: 'country', images: [],
          handling: null, maxTransitDays: null,
          variants: [{ id: '1', name: 'Gói', priceVnd, approvedPriceVnd: first, unit: 'gói', measure: null, weightGrams: 1, catchWeight: null }],
        }); // prettier-ignore
        for (const step of steps) {
          const found = differences(contentOf(at(step)), at(current), percent);
          if (found.every(({ waits }) => !waits)) current = step;
        }
        expect(current * 100).toBeLessThanOrEqual(Math.max(first * (100 + percent), first * 100));
      }),
    );
  });
});
