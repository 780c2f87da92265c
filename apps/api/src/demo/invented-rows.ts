import { certificateViolations } from '#kernel/certificate-rules';
import { uuidv7 } from '#kernel/ids';
import { slugify } from '#kernel/text';
import { addDays, type Day } from '#kernel/time';
import { certificateDays, certificateIssuer, certificateProductCode, share } from './demo-certificate.js';
import type { DemoData } from './demo-data.js';
import { inventedProductName, inventedProperName, kindOf, pick } from './invented-names.js';

const ALL_INVENTED = ['name', 'description', 'story', 'label', 'variants', 'certificate', 'tourismPoints'];
const SELLER_KINDS = [
  'cooperative',
  'household',
  'small_enterprise',
  'household',
  'cooperative',
  'farm',
] as const;

/** What every row needs to know about the floor it goes into. */
export interface Ground {
  data: DemoData;
  today: Day;
  now: Date;
  /** Pictures already stored, to be shown again. */
  images: readonly { sha: string; width: number; height: number }[];
  tourismPointIds: readonly string[];
}

/** The n-th invented shop with its producer. */
export function inventedSeller(n: number, { data, now }: Ground) {
  const commune = pick(data.places.communes, `seller commune ${n}`);
  const kind = pick(SELLER_KINDS, `seller kind ${n}`);
  const name = `${kind === 'cooperative' ? 'HTX' : 'Cơ sở'} Mẫu ${inventedProperName(`seller ${n}`)} ${n}`;
  return {
    producerId: uuidv7(now.getTime()),
    sellerId: uuidv7(now.getTime()),
    slug: slugify(name),
    name,
    kind,
    communeCode: commune.code,
    cooperativeStatus: kind === 'cooperative' ? 'active' : null,
    phone: `0000 ${String(n).padStart(6, '0')}`,
    taxCode: `000${String(n).padStart(7, '0')}`,
    accountNumber: `MAU${String(n).padStart(7, '0')}`,
  };
}

export type InventedSeller = ReturnType<typeof inventedSeller>;

/**
 * The n-th invented product of that shop: one to three variants with more than sixty pieces each, and a certificate in
 * force. The certificate is asked the same decrees as one that an officer enters.
 */
export function inventedProduct(
  n: number,
  seller: Pick<InventedSeller, 'sellerId' | 'communeCode'>,
  ground: Ground,
) {
  const { data, today, now } = ground;
  const commune = data.commune(seller.communeCode);
  const kind = kindOf(n);
  const name = inventedProductName(n, kind);
  const slug = `${slugify(name, 120)}-${n}`;
  const decidedDaysAgo = 20 + Math.floor(share(`decided ${n}`) * 960);
  const listedDaysAgo = Math.min(decidedDaysAgo, 1 + share(`listed ${n}`) * 400);
  const draw = share(`stars ${n}`);
  const stars = draw < 0.01 ? 5 : draw < 0.23 ? 4 : 3;
  const days = certificateDays({ decidedDaysAgo }, today);
  const certificate = {
    id: uuidv7(now.getTime()),
    ...days,
    ...certificateIssuer(data, { slug, stars, commune, decisionDate: days.decisionDate }),
    productCode: certificateProductCode(data.province.code, commune, days.decisionDate, (n % 9_999) + 1),
    decisionNumber: `${n}/QĐ-MẪU`,
    stars,
    score: Math.round(({ 3: 50, 4: 70, 5: 90 }[stars] ?? 50) * 10 + share(`score ${n}`) * 99) / 10,
  };
  const violations = certificateViolations({ ...certificate, communeCode: commune.code }, data.rulebook);
  if (violations.length > 0)
    throw new Error(`An invented certificate breaks the law: ${violations[0]?.rule}`);
  const [from, to] = kind.price;
  const firstPrice = Math.round(from + share(`price ${n}`) * (to - from));
  const packings = kind.packings.slice(0, 1 + Math.floor(share(`packings ${n}`) * kind.packings.length));
  const [{ measure: first } = { measure: { amount: 1 } }] = packings;
  return {
    id: uuidv7(now.getTime()),
    sellerId: seller.sellerId,
    slug,
    name,
    setNo: kind.setNo,
    communeCode: commune.code,
    description: `${name} là sản phẩm mẫu, đặt ra để thử tải sàn; không có thật và không bán.`,
    story: `Làm ở ${commune.fullName}, theo nếp quen của nhà ví dụ.`,
    label: { netContent: packings.map(({ unit }) => unit).join('; '), storage: 'Nơi khô mát.' },
    shipsTo: share(`ships ${n}`) < 0.8 ? 'country' : 'province',
    publishedAt: new Date(now.getTime() - listedDaysAgo * 86_400_000).toISOString(),
    illustrative: ALL_INVENTED,
    variants: packings.map(({ name: packing, unit, grams, measure }, index) => ({
      id: uuidv7(now.getTime()),
      position: index + 1,
      name: packing,
      unit,
      // A bigger packing costs a little less by weight, in whole thousands.
      priceVnd:
        Math.max(1, Math.round((firstPrice * measure.amount * (1 - 0.04 * index)) / first.amount)) * 1_000,
      measureAmount: measure.amount,
      measureUnit: measure.unit,
      weightGrams: grams,
      onHand: 61 + Math.floor(share(`stock ${n} ${index}`) * 900),
    })),
    image:
      ground.images.length === 0
        ? null
        : { ...pick(ground.images, `image ${n}`), alt: `Hình minh họa ${name}` },
    shelf:
      share(`shelf ${n}`) < 0.3
        ? { tourismPointId: pick(ground.tourismPointIds, `point ${n}`), checkedOn: addDays(today, -(n % 30)) }
        : null,
    certificate,
  };
}

export type InventedProduct = ReturnType<typeof inventedProduct>;
