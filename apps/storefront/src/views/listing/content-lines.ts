import { formatInteger, formatUnitPrice, formatVnd, unitPrice } from '#kernel/money';
import { labelFields } from '../../actions/listing-form.js';
import type { ListingStep } from '../../actions/listing-steps.js';
import type { ListingRules, ProductContent, ProductVariant } from '../../backend/listings.types.js';
import type { Words } from '../../i18n/vi.js';

/** One line of a product as its shop reads it before sending. */
export interface ContentLine {
  label: string;
  text: string;
}

/** How a variant is priced, in one line. */
export function priceLine({ priceVnd, measure, unit, catchWeight }: ProductVariant, t: Words): string {
  if (catchWeight !== null) {
    const { kgPriceVnd, minGrams, maxGrams } = catchWeight;
    return t.listing.byWeight(formatVnd(kgPriceVnd), formatInteger(minGrams), formatInteger(maxGrams));
  }
  if (priceVnd === null) return t.listing.send.nothing;
  const per = unitPrice(priceVnd, measure);
  return [
    `${formatVnd(priceVnd)}${unit === null ? '' : ` / ${unit}`}`,
    ...(per ? [formatUnitPrice(per)] : []),
  ].join(' · ');
}

/** Everything that is said, by the screen on which it is said. */
export function contentLines(
  content: ProductContent,
  { rules, sets, t }: { rules: ListingRules; sets: ReadonlyMap<number, string>; t: Words },
): [step: Exclude<ListingStep, 'photo' | 'papers' | 'send'>, lines: ContentLine[]][] {
  const { fields, ships, send } = t.listing;
  const { name, setNo, description, story, label, variants, shipsTo, handling, maxTransitDays } = content;
  const line = (of: { label: string }, text: string | null | undefined): ContentLine => ({
    label: of.label,
    text: text || send.nothing,
  });
  const asked = rules.sets.find(({ no }) => no === setNo)?.label ?? [];
  return [
    [
      'words',
      [
        line(fields.name, name),
        line(fields.setNo, setNo === null ? null : sets.get(setNo)),
        line(fields.description, description),
        ...(story ? [line(fields.story, story)] : []),
      ],
    ],
    [
      'label',
      labelFields
        .filter((field) => asked.includes(field) || label[field] != null)
        .map((field) =>
          field === 'shelfLifeDays' && label.shelfLifeDays != null
            ? line(fields.shelfLifeDays, t.listing.days(label.shelfLifeDays))
            : line(
                fields[field],
                label[field]?.toString().replace('.', field === 'alcoholPercent' ? ',' : '.'),
              ),
        ),
    ],
    [
      'price',
      variants.map((variant) => ({ label: variant.name ?? send.nothing, text: priceLine(variant, t) })),
    ],
    [
      'stock',
      [
        ...variants.flatMap(({ name: variant, openingStock }) =>
          openingStock == null
            ? []
            : [
                line(
                  { label: variant ?? fields.stock.label },
                  t.listing.inStock(formatInteger(openingStock)),
                ),
              ],
        ),
        line(fields.shipsTo, shipsTo && ships[shipsTo]),
        line(fields.handling, rules.handling.find(({ code }) => code === handling)?.name),
        ...(maxTransitDays === null ? [] : [line(fields.maxTransitDays, t.listing.days(maxTransitDays))]),
      ],
    ],
  ];
}
