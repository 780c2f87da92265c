import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { certificateThatCounts, type CertificateInTime } from '#kernel/certificate-history';
import { uuidv7 } from '#kernel/ids';
import { addDays, addMonths, daysBetween } from '#kernel/time';
import { HOME_COMMUNE, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

/**
 * Random histories of certificates, publication and shops: what the database lists on every day of five years is what
 * the kernel's rule says, which shares no line with the triggers and is itself held to a third model in its own test.
 */

const FROM = '2023-01-01';
const UNTIL = '2027-12-31';
const DAYS = daysBetween(FROM, UNTIL) + 1;
const PRODUCTS = process.env['MODE'] === 'long' ? 400 : 60;
/** Every product begins with this certificate of the small floor. */
const BASE_DAY = '2021-05-05';

const SHOPS = ['approved', 'approved', 'approved', 'suspended', 'closed', 'ceased'] as const;

const anyProduct = fc.record({
  shop: fc.constantFrom(...SHOPS),
  publication: fc.constantFrom('published', 'published', 'published', 'withdrawn'),
  certificates: fc.array(
    fc.record({
      decided: fc.integer({ min: 0, max: 2_300 }),
      issuedAfter: fc.integer({ min: 0, max: 40 }),
      stars: fc.constantFrom(3, 4, 5),
      late: fc.option(fc.integer({ min: 1, max: 180 }), { freq: 2 }),
      revokedAfter: fc.option(fc.integer({ min: 0, max: 1_300 }), { freq: 3 }),
    }),
    { maxLength: 4 },
  ),
});

let shop: SmallShop;
const sellers = new Map<string, SmallSeller>();

beforeAll(async () => {
  shop = await openSmallShop();
  for (const status of new Set(SHOPS)) {
    const seller = await shop.floor.seller(`shop-${status}`);
    sellers.set(status, seller);
    if (status === 'suspended' || status === 'closed') await shop.floor.setSellerStatus(seller, status);
    if (status === 'ceased') await shop.floor.setCooperativeStatus(seller, 'ceased');
  }
});
afterAll(() => shop.close());

interface Made {
  productId: string;
  sells: boolean;
  history: CertificateInTime[];
}

async function make(
  wish: typeof anyProduct extends fc.Arbitrary<infer T> ? T : never,
  no: number,
): Promise<Made> {
  const seller = sellers.get(wish.shop);
  if (seller === undefined) throw new Error('No such shop');
  const product = await shop.floor.product({ slug: `hang-${no}`, seller, issuedOn: BASE_DAY });
  const { productId } = product;
  const history: CertificateInTime[] = [
    {
      id: product.certificationId,
      decisionDate: BASE_DAY,
      issuedOn: BASE_DAY,
      validUntil: addMonths(BASE_DAY, 36),
      revokedOn: null,
      stars: 4,
    },
  ];
  for (const [index, { decided, issuedAfter, stars, late, revokedAfter }] of wish.certificates.entries()) {
    const decisionDate = addDays(BASE_DAY, decided);
    const issuedOn = addDays(decisionDate, issuedAfter);
    const expiresOn = addMonths(issuedOn, 36);
    const lateUntil = late === null || expiresOn < '2026-05-22' ? null : addDays(expiresOn, late);
    const revokedOn = revokedAfter === null ? null : addDays(issuedOn, revokedAfter);
    const id = uuidv7(Date.UTC(2026, 5, 1) + no * 10 + index);
    await shop.database.query(
      `INSERT INTO certifications (id, product_id, product_name, set_no, holder_name, holder_kind, commune_code,
         product_code, decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on)
       VALUES ($1, $2, 'Hàng mẫu', 8, 'Chủ thể mẫu', 'cooperative', $3, $4, $5, $6, 'x',
         CASE $7::smallint WHEN 5 THEN 'ministry' ELSE 'province' END, $7, $8, $9)`,
      [
        id,
        productId,
        HOME_COMMUNE,
        `96-${HOME_COMMUNE}-01-2026`,
        `${index}/QĐ`,
        decisionDate,
        stars,
        issuedOn,
        expiresOn,
      ],
    );
    await shop.database.query(
      `UPDATE certifications SET late_renewal_until = $2, late_renewal_evidence = CASE WHEN $2::date IS NULL THEN NULL ELSE 'x' END,
         revoked_on = $3, revocation_ground = CASE WHEN $3::date IS NULL THEN NULL ELSE 'a' END,
         revocation_decision = CASE WHEN $3::date IS NULL THEN NULL ELSE 'x' END WHERE id = $1`,
      [id, lateUntil, revokedOn],
    );
    history.push({ id, decisionDate, issuedOn, validUntil: lateUntil ?? expiresOn, revokedOn, stars });
  }
  if (wish.publication === 'withdrawn') await shop.floor.setPublication(product, 'withdrawn');
  return { productId, sells: wish.shop === 'approved' && wish.publication === 'published', history };
}

it('the database lists exactly what the rule says, on every day of five years', async () => {
  const made: Made[] = [];
  for (const [no, wish] of fc.sample(anyProduct, { numRuns: PRODUCTS, seed: 26 }).entries())
    made.push(await make(wish, no));
  const rows = await shop.database.query<{
    product_id: string;
    day: string;
    certification_id: string;
    stars: number;
  }>(
    `SELECT l.product_id, d::date::text AS day, l.certification_id, l.stars
     FROM listings l CROSS JOIN generate_series($1::timestamp, $2::timestamp, interval '1 day') AS d
     WHERE is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, d::date)`,
    [FROM, UNTIL],
  );
  const listed = new Map(
    rows.map((row) => [`${row.product_id} ${row.day}`, `${row.certification_id} ${row.stars}`]),
  );
  expect(listed.size, 'never two certificates at once').toBe(rows.length);
  let onSale = 0;
  for (const { productId, sells, history } of made) {
    const expected: (string | undefined)[] = [];
    const actual: (string | undefined)[] = [];
    for (let offset = 0; offset < DAYS; offset += 1) {
      const day = addDays(FROM, offset);
      const counts = sells ? certificateThatCounts(history, day) : null;
      expected.push(counts === null ? undefined : `${counts.id} ${counts.stars}`);
      actual.push(listed.get(`${productId} ${day}`));
    }
    expect(actual, JSON.stringify(history)).toEqual(expected);
    onSale += expected.filter((each) => each !== undefined).length;
  }
  expect(onSale).toBe(rows.length);
  expect(onSale).toBeGreaterThan(PRODUCTS * 300);
});
