import { uuidv7 } from '#kernel/ids';
import { heaviestPieceVnd } from '#kernel/listing-prices';
import { Problem, type FieldProblem } from '../../../platform/http/problem.js';
import {
  CONTENT_FORM,
  type ContentPart,
  type ProductContent,
  type VariantContent,
  type VariantPart,
} from './product-content.js';

const MOST_DONG = 1_000_000_000;
const TWICE = { code: 'not_valid', vi: 'Quy cách này có hai lần', en: 'This variant stands there twice' };

type SaidAsAWhole = 'name' | 'setNo' | 'description' | 'story' | 'shipsTo' | 'handling' | 'maxTransitDays';

/**
 * A content with some of its parts said anew. A new variant may bring an id of the device's own making, so that the same
 * part sent twice says the same; one without gets one of ours. Null for `label`, `variants` or `images` empties them.
 *
 * @throws Problem validation_failed (a variant named twice, a piece whose weights or price cannot be)
 */
export function mergeContent(before: ProductContent, part: ContentPart, now: Date): ProductContent {
  const problems: FieldProblem[] = [];
  const used = new Set<string>();
  const variants =
    part.variants === undefined
      ? before.variants
      : (part.variants ?? []).map((variant, index) => {
          const path = `content.variants.${index}`;
          const id = variant.id?.toLowerCase() ?? uuidv7(now.getTime());
          if (used.has(id)) problems.push({ path: `${path}.id`, ...TWICE });
          used.add(id);
          return variantContent(id, variant, path, problems);
        });
  if (problems.length > 0) throw new Problem('validation_failed', { errors: problems });
  const said = <Key extends SaidAsAWhole>(key: Key): ProductContent[Key] =>
    (part[key] === undefined ? before[key] : part[key]) as ProductContent[Key];
  return {
    form: CONTENT_FORM,
    name: said('name'),
    setNo: said('setNo'),
    description: said('description'),
    story: said('story'),
    label: part.label === undefined ? before.label : withoutEmpty(part.label ?? {}),
    shipsTo: said('shipsTo'),
    handling: said('handling') ?? null,
    maxTransitDays: said('maxTransitDays') ?? null,
    variants,
    images:
      part.images === undefined
        ? before.images
        : (part.images ?? []).map(({ id, alt }) => ({ id: id.toLowerCase(), alt })),
  };
}

function variantContent(
  id: string,
  variant: VariantPart,
  path: string,
  problems: FieldProblem[],
): VariantContent {
  const { name = null, unit = null, weightGrams = null } = variant;
  const weight = variant.catchWeight ?? null;
  const opening = variant.openingStock == null ? {} : { openingStock: variant.openingStock };
  if (weight === null) {
    const measure = variant.measure ?? null;
    return {
      id,
      name,
      priceVnd: variant.priceVnd ?? null,
      unit,
      measure: measure === null ? null : { amount: measure.amount, unit: measure.unit },
      weightGrams,
      catchWeight: null,
      ...opening,
    };
  }
  const { kgPriceVnd, minGrams, maxGrams } = weight;
  const priceVnd = heaviestPieceVnd(kgPriceVnd, maxGrams);
  if (minGrams > maxGrams)
    problems.push({
      path: `${path}.catchWeight.minGrams`,
      code: 'too_big',
      vi: 'Cân nặng ít nhất không thể lớn hơn cân nặng nhiều nhất',
      en: 'The least weight cannot be above the greatest',
    });
  if (priceVnd < 1_000 || priceVnd > MOST_DONG)
    problems.push({
      path: `${path}.catchWeight.kgPriceVnd`,
      code: 'not_valid',
      vi: 'Giá một con theo cân nặng này nằm ngoài mức cho phép',
      en: 'The price of a piece of that weight is out of bounds',
    });
  // The price per kilogram is worked out from the heaviest piece, so that it is the very one the shop set.
  return {
    id,
    name,
    priceVnd,
    unit,
    measure: { amount: maxGrams, unit: 'g' },
    weightGrams,
    catchWeight: { kgPriceVnd, minGrams, maxGrams },
    ...opening,
  };
}

/** What is not said stands nowhere: an empty field and a missing one are the same. */
function withoutEmpty(label: ProductContent['label']): ProductContent['label'] {
  return Object.fromEntries(
    Object.entries(label).filter(([, value]) => value !== null && value !== undefined),
  );
}
