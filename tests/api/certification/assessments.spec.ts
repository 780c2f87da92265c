import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OfficerClient } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let officer: OfficerClient;
let product: SmallProduct;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  officer = new OfficerClient(shop.app, await people.officer('certification_officer'));
  product = await shop.floor.product({ slug: 'mam-ba-khia', seller: shop.seller });
});
afterAll(() => shop.close());

interface Listed {
  items: {
    id: string;
    productName: string;
    stars: number;
    score: number;
    product: { slug: string } | null;
  }[];
  nextCursor: string | null;
}

const form = (change: object = {}): object => ({
  productName: 'Mắm cá rô mẫu',
  setNo: 8,
  holderName: 'Hộ kinh doanh Mẫu',
  holderKind: 'household',
  communeCode: HOME_COMMUNE,
  assessedOn: '2026-09-09',
  stars: 2,
  score: 41.5,
  reportNumber: '12/BB-HĐ',
  ...change,
});
const record = (change: object = {}, by = officer) =>
  by.call<{ id: string; errors?: { path: string; code: string; message: string }[] }>(
    'POST',
    '/admin/assessments',
    form(change),
  );
const list = async (query = '', by = officer): Promise<Listed> =>
  (await by.call<Listed>('GET', `/admin/assessments?${query}`)).body;

describe('a result of one or two stars', () => {
  it('is kept of a product that is not on the floor, without a certificate', async () => {
    const { status, body } = await record();
    expect(status).toBe(201);
    expect((await list()).items).toMatchObject([
      { id: body.id, productName: 'Mắm cá rô mẫu', stars: 2, score: 41.5, product: null },
    ]);
    const certificates = await shop.database.query(
      `SELECT 1 FROM certifications WHERE product_name = 'Mắm cá rô mẫu'`,
    );
    expect(certificates).toEqual([]);
  });

  it('is kept of a product of the floor, whose listing stays as it is', async () => {
    const { status } = await officer.call('POST', '/admin/assessments', {
      productSlug: product.slug,
      assessedOn: '2026-10-01',
      stars: 1,
      score: 20,
    });
    expect(status).toBe(201);
    const { items } = await list();
    expect(items[0]).toMatchObject({ stars: 1, product: { slug: 'mam-ba-khia' } });
    const answer = await fetch(`${shop.app.url}/api/v1/products/mam-ba-khia`);
    expect((await answer.json()) as object).toMatchObject({ listed: true });
  });

  it.each([
    ['three stars, which come with a certificate', { stars: 3, score: 60 }, 'stars stars_certified'],
    ['two stars for a score of one', { score: 12 }, 'score'],
    ['a day that is still to come', { assessedOn: '2027-01-01' }, 'assessedOn in_the_future'],
    ['the same day twice', {}, 'assessedOn taken'],
    ['no name', { productName: undefined }, 'productName required'],
    ['a commune that is not there', { communeCode: '99999' }, 'communeCode unknown'],
  ])('is refused for %s', async (_what, change, expected) => {
    const { status, body } = await record(change);
    expect(status).toBe(400);
    expect(body.errors?.map(({ path, code }) => `${path} ${code}`).join()).toContain(expected);
  });

  it('is each officer’s own commune’s, and nobody’s about their own goods', async () => {
    const elsewhere = new OfficerClient(
      shop.app,
      await people.officer('certification_officer', [OTHER_COMMUNE]),
    );
    expect((await list('', elsewhere)).items).toEqual([]);
    const outside = await record({ assessedOn: '2026-08-08' }, elsewhere);
    expect(outside.body.errors?.[0]?.code).toBe('outside_territory');
    const member = await people.officer('certification_officer');
    await people.member(member, shop.seller);
    const own = await new OfficerClient(shop.app, member).call('POST', '/admin/assessments', {
      productSlug: product.slug,
      assessedOn: '2026-08-01',
      stars: 2,
      score: 44,
    });
    expect(own.status).toBe(403);
  });

  it('is found by words without accents and by commune, page by page', async () => {
    await record({ productName: 'Bánh tét mẫu', assessedOn: '2026-07-07' });
    expect((await list('q=banh+tet')).items).toHaveLength(1);
    expect((await list(`q=banh+tet&commune=${OTHER_COMMUNE}`)).items).toEqual([]);
    const names: string[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=1${cursor}`);
      names.push(...page.items.map(({ productName }) => productName));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(names).toEqual((await list()).items.map(({ productName }) => productName));
  });

  it('entered by mistake is taken back with its reason; the history keeps what stood there', async () => {
    const { body } = await record({ assessedOn: '2026-06-06' });
    const bare = await officer.call('POST', `/admin/assessments/${body.id}/removal`, { reason: ' ' });
    expect(bare.status).toBe(400);
    const reason = 'Chép nhầm của xã khác';
    expect((await officer.call('POST', `/admin/assessments/${body.id}/removal`, { reason })).status).toBe(
      204,
    );
    expect((await list()).items.map(({ id }) => id)).not.toContain(body.id);
    expect((await officer.call('POST', `/admin/assessments/${body.id}/removal`, { reason })).status).toBe(
      404,
    );
    const history = await shop.database.query(
      `SELECT action, before ->> 'product_name' AS name, after ->> 'reason' AS reason FROM audit_records
       WHERE subject_id = $1 ORDER BY id`,
      [body.id],
    );
    expect(history).toEqual([
      { action: 'assessment.recorded', name: null, reason: null },
      { action: 'assessment.removed', name: 'Mắm cá rô mẫu', reason },
    ]);
  });
});
