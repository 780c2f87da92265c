import fc from 'fast-check';
import type { ShippingRateRow } from '../../apps/api/src/modules/delivery/index.js';
import type { CartLineFacts } from '../../apps/api/src/modules/orders/cart-facts.sql.js';
import type { Delivery } from '../../apps/api/src/modules/orders/resolve-delivery.js';

/** A line as the database would tell it, sellable unless a test says otherwise. */
export function line(number: number, more: Partial<CartLineFacts> = {}): CartLineFacts {
  return {
    variantId: `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    quantity: 1,
    variantName: 'Gói',
    unit: 'gói',
    priceVnd: 100_000,
    weightGrams: 500,
    kgPriceVnd: null,
    maxGrams: null,
    productId: `01900000-0000-7000-9000-${number.toString(16).padStart(12, '0')}`,
    productSlug: `san-pham-${number}`,
    productName: `Sản phẩm ${number}`,
    alcohol: false,
    shipsTo: 'country',
    maxTransitDays: null,
    publicationStatus: 'published',
    sellerId: 'seller-a',
    sellerSlug: 'a',
    sellerName: 'A',
    sellerStatus: 'approved',
    acceptsCod: true,
    acceptsBankTransfer: true,
    gateways: [],
    sellerCommuneCode: '32248',
    sellerProvinceCode: '96',
    sellerRegion: 'south',
    rateOptions: null,
    ownDelivery: null,
    depositTerms: null,
    bankBin: '970405',
    bankAccountNumber: 'MAU0000017',
    bankAccountName: 'MAU',
    certificationId: `certificate-${number}`,
    stars: 4,
    available: 999,
    imageSha: null,
    imageWidth: null,
    imageHeight: null,
    imageAlt: null,
    ...more,
  };
}

/** Carts of up to 50 lines of up to four sellers, some lines of which cannot be ordered. */
export const anyCart: fc.Arbitrary<CartLineFacts[]> = fc
  .array(
    fc.record({
      seller: fc.constantFrom('a', 'b', 'c', 'd'),
      quantity: fc.integer({ min: 1, max: 999 }),
      priceVnd: fc.integer({ min: 1_000, max: 1_000_000_000 }),
      weightGrams: fc.integer({ min: 1, max: 200_000 }),
      alcohol: fc.boolean(),
      listed: fc.oneof(
        { weight: 4, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      available: fc.oneof({ weight: 4, arbitrary: fc.constant(999) }, { weight: 1, arbitrary: fc.nat(999) }),
      shipsTo: fc.constantFrom('country' as const, 'country' as const, 'province' as const),
      stars: fc.integer({ min: 3, max: 5 }),
    }),
    { maxLength: 50 },
  )
  .map((wishes) =>
    wishes.map(({ seller, listed, stars, ...wish }, index) =>
      line(index + 1, {
        ...wish,
        sellerId: `seller-${seller}`,
        sellerSlug: seller,
        sellerName: seller.toUpperCase(),
        stars: listed ? stars : null,
        ...(listed ? {} : { certificationId: null }),
      }),
    ),
  );

export const anyDelivery: fc.Arbitrary<Delivery> = fc.constantFrom<Delivery>(
  {
    method: 'ship',
    place: { communeCode: '32248', provinceCode: '96', region: 'south' },
    ward: null,
    line: '1',
  },
  {
    method: 'ship',
    place: { communeCode: '32191', provinceCode: '96', region: 'south' },
    ward: null,
    line: '1',
  },
  {
    method: 'ship',
    place: { communeCode: null, provinceCode: '01', region: 'north' },
    ward: 'Phường',
    line: '1',
  },
  { method: 'pickup', pointId: 'point', pointSlug: 'diem', sellerIds: new Set(['seller-a', 'seller-b']) },
);

export const RATES: ShippingRateRow[] = (['same_commune', 'province', 'region', 'country'] as const).flatMap(
  (zone, far) => [
    { zone, optionCode: 'thuong', label: 'Thường', baseFeeVnd: 16_000 + far * 6_000, baseGrams: 2_000, stepGrams: 1_000, stepFeeVnd: 3_000, minDays: 1, maxDays: 2 },
    { zone, optionCode: 'nhanh', label: 'Nhanh', baseFeeVnd: 14_000 + far * 9_000, baseGrams: 1_000, stepGrams: 500, stepFeeVnd: 4_000, minDays: 1, maxDays: 1 },
  ],
); // prettier-ignore
