import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS, fakeClock } from '#kernel/time';
import { DocumentsService } from '../../../apps/api/src/modules/sellers/documents/documents.service.js';
import { setRules } from '../../../apps/api/src/modules/catalogue/rules/listing-rules.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk, WHOLE } from '../../support/listing-desk.js';
import { People, type Person } from '../../support/people.js';
import { OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let desk: ListingDesk;
let neighbour: ListingDesk;
const clock = fakeClock(SEEDED_AT);

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  await database.query(
    `INSERT INTO product_sets (no, group_code, name, ministry, alcohol)
     SELECT no, 'I', 'Bộ ' || no, 'Mẫu', false FROM generate_series(1, 26) no ON CONFLICT DO NOTHING`,
  );
  people = new People(app, database, clock);
  desk = await ListingDesk.open({ app, database, people, floor });
  neighbour = await ListingDesk.open({ app, database, people, floor }, 'htx-ben-canh');
  await Promise.all([desk, neighbour].map(({ shop }) => people.keyOf(shop.sellerId)));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** What a content still lacks, as its shop is told when it sends it: `path code`. */
async function refusedFor(content: object): Promise<string[]> {
  const id = await desk.started({ ...desk.whole, ...content });
  await database.query(`DELETE FROM product_papers WHERE product_id = $1`, [id]);
  const sent = await desk.shopDoes<{ errors?: { path: string; code: string }[] }>(
    'POST',
    `/${id}/submission`,
    {
      version: 1,
    },
  );
  return (sent.body.errors ?? []).map(({ path, code }) => `${path} ${code}`);
}

describe('what a set requires', () => {
  it.each(setRules.map(({ no }) => no))(
    'is demanded of set %i, each missing thing by its path',
    async (setNo) => {
      const rule = setRules.find(({ no }) => no === setNo);
      const refused = await refusedFor({ setNo, label: {}, handling: null });
      // The shop of the desk has its certificate of food safety.
      const papers = (rule?.papers ?? []).filter(
        ({ code, fromAlcoholPercent }) => code !== 'food_safety' && fromAlcoholPercent === undefined,
      );
      expect(refused.sort()).toEqual(
        [
          ...(rule?.label ?? []).map((key) => `content.label.${key} required`),
          ...papers.map(({ code }) => `papers.${code} required`),
          'content.handling required',
        ].sort(),
      );
    },
  );

  it('is a licence for liquor from 5.5 percent on', async () => {
    const liquor = (alcoholPercent: number): object => ({
      setNo: 15,
      label: { ...WHOLE.label, alcoholPercent, warning: 'Không bán cho người dưới 18 tuổi' },
    });
    expect(await refusedFor(liquor(5.4))).toEqual(['papers.self_declaration required']);
    expect(await refusedFor(liquor(5.5))).toEqual([
      'papers.self_declaration required',
      'papers.alcohol_licence required',
    ]);
  });

  it('is a number of days for what is live, cold or of glass', async () => {
    for (const handling of ['live', 'frozen', 'chilled'])
      expect(await refusedFor({ setNo: 2, handling })).toEqual(['content.maxTransitDays required']);
    expect(await refusedFor({ setNo: 2, handling: 'live', maxTransitDays: 1 })).toEqual([]);
    expect(await refusedFor({ setNo: 8, handling: 'live' })).toContain('content.handling required');
  });

  it('is told in advance to whoever draws the form, and to the shop in Vietnamese', async () => {
    const rules = await callAs<{ sets: object[]; priceJumpPercent: number }>(
      app,
      null,
      'GET',
      '/listing-rules',
    );
    expect([rules.body.sets.length, rules.body.priceJumpPercent]).toEqual([26, 30]);
    const id = await desk.started({ ...desk.whole, label: {} });
    expect((await desk.product(id)).change?.missing).toContainEqual({
      path: 'content.label.allergens',
      code: 'required',
      message: 'Chưa ghi chất gây dị ứng (không có thì ghi “Không có”)',
    });
  });
});

describe('goods that must arrive soon', () => {
  it('travel only in ways that are fast enough, and not where there is none', async () => {
    const id = await desk.published({ setNo: 2, name: 'Cua sống', handling: 'live', maxTransitDays: 1 });
    const variantId = (await desk.product(id)).variants[0]?.id ?? '';
    await database.query(`UPDATE stock_levels SET on_hand = 5 WHERE variant_id = $1`, [variantId]);
    const buyer = new Buyer(app.url);
    const cartId = await buyer.cart({ [variantId]: 1 });
    const options = (await buyer.quote(cartId)).sellers[0]?.shippingOptions ?? [];
    expect(options.map((option) => option.id)).toEqual(['hoa-toc']);
    const far = await buyer.quote(cartId, {
      method: 'ship',
      provinceCode: '01',
      ward: 'Phường Mẫu',
      line: '1 phố Mẫu',
    });
    expect(far.sellers[0]?.lines[0]?.problem).toBe('delivery_unavailable');
  });
});

describe('papers', () => {
  const send = async (fields: Record<string, string>, bytes: Buffer, by: Person = desk.owner) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Uint8Array.from(bytes)]), 'giay.pdf');
    const response = await fetch(`${app.url}/api/v1/seller/${desk.shop.slug}/product-papers`, {
      method: 'POST',
      headers: by.headers,
      body: form,
    });
    return {
      status: response.status,
      body: (await response.json()) as { id: string; code?: string; errors?: object[] },
    };
  };
  const PDF = Buffer.from('%PDF-1.4\nGiấy tự công bố\n%%EOF\n');

  it('are read by their content, lie sealed on the disk, and open to the officers who decide', async () => {
    const id = await desk.started();
    const sent = await send(
      { kind: 'self_declaration', productId: id, number: '01/2026', expiresOn: '' },
      PDF,
    );
    expect(sent.status).toBe(201);
    const raw = await readFile(join(database.dataDir, 'documents', desk.shop.sellerId, sent.body.id));
    expect(raw.includes('%PDF')).toBe(false);
    const changeId = await desk.submitted(id);
    const url = `${app.url}/api/v1/admin/product-changes/${changeId}/papers/${sent.body.id}`;
    const read = await fetch(url, { headers: desk.checker.headers });
    expect(Buffer.from(await read.arrayBuffer()).equals(PDF)).toBe(true);
    expect(read.headers.get('content-disposition')).toBe('attachment; filename="self-declaration.pdf"');
    expect(read.headers.get('content-type')).toBe('application/octet-stream');
    expect((await desk.history(id)).map(({ action }) => action)).toContain('paper.read');
    const elsewhere = await people.officer('commune_checker', [OTHER_COMMUNE]);
    expect((await fetch(url, { headers: elsewhere.headers })).status).toBe(404);
    expect((await desk.officerDoes(desk.checker, 'GET', `/${changeId}`)).body).toMatchObject({ missing: [] });
  });

  it('that are something else are refused, and leave nothing', async () => {
    const id = await desk.started();
    const fields = { kind: 'self_declaration', productId: id };
    for (const bytes of [
      Buffer.from('<svg onload="x()"/>'),
      Buffer.from('%PDF-1.4 cut off'),
      Buffer.from('MZ'),
    ])
      expect((await send(fields, bytes)).status).toBe(415);
    expect((await send({ kind: 'self_declaration' }, PDF)).body.errors).toMatchObject([
      { path: 'productId' },
    ]);
    expect((await send({ kind: 'nope', productId: id }, PDF)).body.code).toBe('validation_failed');
    const theirs = await neighbour.started();
    expect((await send({ ...fields, productId: theirs }, PDF)).body.errors).toMatchObject([
      { path: 'productId' },
    ]);
    expect(
      (await send({ kind: 'food_safety', issuedOn: '2026-02-01', expiresOn: '2026-01-01' }, PDF)).status,
    ).toBe(400);
  });

  it('that ran out stand in the way of new words, and not of a price', async () => {
    const id = await desk.published({ name: 'Giấy hết hạn' });
    await database.query(`UPDATE product_papers SET expires_on = '2026-11-25' WHERE product_id = $1`, [id]);
    clock.set(new Date(SEEDED_AT.getTime() + 3 * DAY_MS));
    await people.signIn(desk.owner);
    await desk.saved(id, { description: 'Lời mới.' });
    const sent = await desk.shopDoes<{ errors: { path: string; code: string; message: string }[] }>(
      'POST',
      `/${id}/submission`,
      { version: 1 },
    );
    expect(sent.body.errors).toMatchObject([
      {
        path: 'papers.self_declaration',
        code: 'expired',
        message: 'Bản tự công bố sản phẩm đã hết hạn ngày 25/11/2026',
      },
    ]);
    await desk.shopDoes('DELETE', `/${id}/change`);
    const variantId = (await desk.product(id)).variants[0]?.id ?? '';
    const price = await desk.shopDoes('PUT', `/${id}/variants/${variantId}/price`, { priceVnd: 900_000 });
    expect(price.body).toMatchObject({ applied: false, change: { status: 'submitted' } });
    clock.set(SEEDED_AT);
    await people.signIn(desk.owner);
  });

  it('taken back count no more, and their files survive the sweep', async () => {
    const id = await desk.started();
    const { body } = await send({ kind: 'alcohol_licence' }, PDF);
    const path = join(database.dataDir, 'documents', desk.shop.sellerId, body.id);
    await app.get(DocumentsService).sweep();
    await expect(readFile(path)).resolves.toBeDefined();
    const papers = `/seller/${desk.shop.slug}/product-papers`;
    expect((await callAs(app, neighbour.owner, 'DELETE', `${papers}/${body.id}`)).status).toBe(404);
    expect((await callAs(app, desk.owner, 'DELETE', `${papers}/${body.id}`)).status).toBe(204);
    expect((await callAs(app, desk.owner, 'DELETE', `${papers}/${body.id}`)).status).toBe(404);
    const list = await callAs<{ items: { id: string }[] }>(app, desk.owner, 'GET', papers);
    expect(list.body.items.map((paper) => paper.id)).not.toContain(body.id);
    expect((await desk.product(id)).change?.status).toBe('draft');
  });
});

describe('words', () => {
  it('that promise to heal cannot be sent, with or without accents, and say where they stand', async () => {
    const found = await refusedFor({
      setNo: 2,
      description: 'Ăn vào chua benh dau lung',
      label: { ...WHOLE.label, use: 'Chữa khỏi ho' },
    });
    expect(found).toEqual(['content.description prohibited_words', 'content.label.use prohibited_words']);
  });

  it('that an officer should judge are shown marked, and do not stop the shop', async () => {
    const id = await desk.started({ ...desk.whole, name: 'Tôm khô ngon nhất Cà Mau' });
    expect((await desk.product(id)).change?.screened).toMatchObject([
      { path: 'name', severity: 'flagged', phrase: 'ngon nhất' },
    ]);
    const changeId = await desk.submitted(id);
    expect((await desk.officerDoes(desk.checker, 'GET', `/${changeId}`)).body).toMatchObject({
      screened: [{ path: 'name', severity: 'flagged', phrase: 'ngon nhất' }],
    });
  });
});
