import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QueryRunner } from 'typeorm';
import { isTraceCode } from '#kernel/trace-code';
import { TraceProductsAndBatches1798340000000 } from '../../../apps/api/src/migrations/1798340000000-trace-products-and-batches.js';
import { callAs } from '../../support/caller.js';
import { TracedGoods } from '../../support/traced-goods.js';

let traces: TracedGoods;

beforeAll(async () => {
  traces = await TracedGoods.open();
});
beforeEach(() => traces.begin());
afterAll(() => traces.close());

describe('a code', () => {
  it('comes with the product and with each batch, and is what the kernel calls a code', async () => {
    const codes = [
      await traces.codeOf(traces.goods.productId),
      await traces.batch('2026-11-01'),
      await traces.batch('2026-11-02'),
    ];
    expect(new Set(codes).size).toBe(3);
    expect(codes.filter((code) => !isTraceCode(code))).toEqual([]);
    const made = await traces.database.query<{ code: string }>(
      `SELECT draw_trace_code() AS code FROM generate_series(1, 300)`,
    );
    expect(made.filter(({ code }) => !isTraceCode(code))).toEqual([]);
  });

  it('of a batch that a shop takes in is told with it, and stays when the batch is put right', async () => {
    const at = `/${traces.goods.productId}/variants/${traces.goods.variantId}`;
    const form = { code: 'L1', madeOn: '2026-11-01', expiresOn: '2026-12-01', quantity: 5 };
    const added = await traces.desk.shopDoes<{ id: string }>('POST', `${at}/batches`, {
      key: 'khoa-0001',
      ...form,
    });
    const shelf = async () =>
      (await traces.desk.shopDoes<{ batches: { traceCode: string }[] }>('GET', `${at}/stock`)).body.batches;
    const [{ traceCode } = { traceCode: '' }] = await shelf();
    expect(isTraceCode(traceCode)).toBe(true);
    await traces.desk.shopDoes('PUT', `${at}/batches/${added.body.id}`, {
      ...form,
      code: 'L1b',
      madeOn: '2026-11-02',
    });
    expect((await shelf())[0]?.traceCode).toBe(traceCode);
    expect((await traces.read(traceCode)).batch).toMatchObject({ code: 'L1b', madeOn: '2026-11-02' });
  });

  it('stands on the public page of the product', async () => {
    expect((await traces.desk.page(traces.goods.slug)).body).toMatchObject({
      traceCode: await traces.codeOf(traces.goods.productId),
    });
  });

  it('can be changed and taken back by nobody', async () => {
    const rights = await traces.database.query(
      `SELECT grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_name = 'traces' AND grantee LIKE 'floor\\_%' AND grantee <> 'floor_owner' AND privilege_type <> 'SELECT'`,
    );
    expect(rights).toEqual([]);
  });
});

describe('what a code tells', () => {
  it('is the product, who makes it, where, and its certificate', async () => {
    const trace = await traces.read(await traces.codeOf(traces.goods.productId));
    expect(trace).toMatchObject({
      kind: 'product',
      product: {
        name: `Sản phẩm ${traces.goods.slug}`,
        listed: true,
        publication: 'published',
        withdrawnOn: null,
      },
      producer: {
        legalName: 'HTX Mẫu htx-rach-goc',
        address: 'Ấp Mũi, xã Đất Mũi, tỉnh Cà Mau',
        status: 'approved',
      },
      place: {
        name: 'Xã Đất Mũi',
        until2025: { districts: ['Huyện Ngọc Hiển'], province: 'Tỉnh Cà Mau' },
      },
      batch: null,
      certificate: { decisionNumber: '1/QĐ-UBND-MẪU', stars: 4, status: 'in_force', issuerUntil: null },
      certificateAtPacking: null,
    });
  });

  it('is nothing of a person or an account', async () => {
    const text = JSON.stringify(await traces.read(await traces.codeOf(traces.goods.productId)));
    for (const personal of ['Người Mẫu', '0000000017', 'MAU0000017', 'TAI KHOAN MAU', '970405'])
      expect(text).not.toContain(personal);
  });

  it('is of three certificates the one that counted on the day of packing, beside the one of today', async () => {
    await traces.database.query(
      `UPDATE certifications SET issued_by = 'UBND huyện Năm Căn', issuing_level = 'district', stars = 3,
         decision_number = '7/QĐ-UBND', decision_date = '2023-06-01', issued_on = '2023-06-01', expires_on = '2026-06-01'
       WHERE id = $1`,
      [traces.goods.certificationId],
    );
    await traces.floor.recertify(traces.goods, 4, '2024-08-01');
    const third = await traces.floor.recertify(traces.goods, 3, '2026-09-01');
    const packed: [day: string, stars: number | null][] = [
      ['2023-05-31', null],
      ['2023-06-01', 3],
      ['2024-07-31', 3],
      ['2024-08-01', 4],
      ['2026-08-31', 4],
      ['2026-09-01', 3],
    ];
    for (const [day, stars] of packed) {
      const { certificate, certificateAtPacking } = await traces.read(await traces.batch(day));
      expect([day, certificateAtPacking?.stars ?? null]).toEqual([day, stars]);
      expect(certificate).toMatchObject({ stars: 3, status: 'in_force', decisionNumber: '2/QĐ-UBND-MẪU' });
    }
    const old = await traces.read(await traces.codeOf(traces.goods.productId, await batchId('2023-06-01')));
    expect(old.certificateAtPacking).toMatchObject({
      issuedBy: 'UBND huyện Năm Căn',
      issuerUntil: '2025-06-30',
      status: 'lapsed',
    });

    // What is revoked later counted until then, and the page says both.
    await traces.database.query(
      `UPDATE certifications SET revoked_on = '2026-10-01', revocation_ground = 'c', revocation_decision = '88/QĐ-UBND'
       WHERE id = $1`,
      [third],
    );
    const before = await traces.read(
      await traces.codeOf(traces.goods.productId, await batchId('2026-09-01')),
    );
    expect(before.certificateAtPacking).toMatchObject({
      stars: 3,
      status: 'revoked',
      revokedOn: '2026-10-01',
      revocationDecision: '88/QĐ-UBND',
    });
    expect(before.certificate).toMatchObject({ stars: 4, status: 'in_force' });
    const after = await traces.read(await traces.batch('2026-10-02'));
    expect(after.certificateAtPacking).toMatchObject({ stars: 4 });
  });

  const batchId = async (madeOn: string): Promise<string> => {
    const [row] = await traces.database.query<{ id: string }>(
      `SELECT id FROM batches WHERE variant_id = $1 AND made_on = $2`,
      [traces.goods.variantId, madeOn],
    );
    return row?.id ?? '';
  };

  it('is that a batch is past its last day, with the first request after it', async () => {
    const code = await traces.batch('2026-11-01', '2026-11-23');
    expect((await traces.read(code)).batch).toMatchObject({ expiresOn: '2026-11-23', expired: false });
    traces.clock.set('2026-11-23T17:00:00Z');
    expect((await traces.read(code)).batch).toMatchObject({ expired: true });
  });
});

describe('a code goes on answering', () => {
  const bothCodes = async (): Promise<string[]> => [
    await traces.codeOf(traces.goods.productId),
    await traces.batch('2026-11-01', '2027-05-01'),
  ];

  it('after the certificate lapsed', async () => {
    const codes = await bothCodes();
    traces.clock.set('2028-06-02T03:00:00Z');
    for (const code of codes)
      expect(await traces.read(code)).toMatchObject({
        product: { listed: false },
        certificate: { status: 'lapsed', validUntil: '2028-06-01' },
      });
  });

  it('after it was revoked, by which decision and when', async () => {
    const codes = await bothCodes();
    for (const code of codes) expect((await traces.read(code)).certificate.status).toBe('in_force');
    await traces.floor.revoke(traces.goods, '2026-11-23');
    expect((await traces.desk.page(traces.goods.slug)).status).toBe(410);
    for (const code of codes)
      expect(await traces.read(code)).toMatchObject({
        product: { listed: false },
        certificate: { status: 'revoked', revokedOn: '2026-11-23', revocationDecision: '9/QĐ-MẪU' },
      });
    expect((await traces.read(codes[1] ?? '')).certificateAtPacking).toMatchObject({
      stars: 4,
      status: 'revoked',
    });
  });

  it('after the product was taken off the floor for good', async () => {
    const codes = await bothCodes();
    await traces.database.query(
      `UPDATE products SET publication_status = 'withdrawn', publication_status_changed_at = '2026-11-22T18:00:00Z' WHERE id = $1`,
      [traces.goods.productId],
    );
    expect((await traces.desk.page(traces.goods.slug)).status).toBe(410);
    for (const code of codes)
      expect(await traces.read(code)).toMatchObject({
        product: { listed: false, publication: 'withdrawn', withdrawnOn: '2026-11-23' },
        certificate: { status: 'in_force' },
      });
  });

  it('while an authority had the product taken down, and no longer says so once that is lifted', async () => {
    const codes = await bothCodes();
    const { database, desk, goods } = traces;
    await database.query(
      `INSERT INTO product_takedowns (product_id, demanded_by, words, taken_down_at, decided_by)
       VALUES ($1, 'Chi cục mẫu, công văn 1', 'Mẫu', '2026-11-23T02:00:00Z', $2)`,
      [goods.productId, desk.approver.accountId],
    );
    expect((await desk.page(goods.slug)).status).toBe(410);
    for (const code of codes)
      expect((await traces.read(code)).product).toMatchObject({
        listed: false,
        publication: 'taken_down',
        withdrawnOn: '2026-11-23',
      });
    await database.query(
      `UPDATE product_takedowns SET lifted_at = '2027-01-01', lifted_by = $2, lifting_words = 'Mẫu' WHERE product_id = $1`,
      [goods.productId, desk.approver.accountId],
    );
    for (const code of codes)
      expect((await traces.read(code)).product).toMatchObject({
        listed: true,
        publication: 'published',
        withdrawnOn: null,
      });
  });

  it.each(['suspended', 'closed'] as const)('while or after the shop is %s', async (status) => {
    const codes = await bothCodes();
    await traces.floor.setSellerStatus(traces.desk.shop, status);
    for (const code of codes)
      expect(await traces.read(code)).toMatchObject({ product: { listed: false }, producer: { status } });
  });

  it('after a variant is no longer sold', async () => {
    const code = await traces.batch('2026-11-01');
    await traces.database.query(`UPDATE variants SET retired_at = now(), position = NULL WHERE id = $1`, [
      traces.goods.variantId,
    ]);
    expect((await traces.read(code)).batch).toMatchObject({ variant: 'Gói 500 g' });
  });
});

describe('no code', () => {
  it('is of what was never published or never certified', async () => {
    const draft = await traces.desk.started();
    const uncertified = await traces.desk.started({ ...traces.desk.whole, name: 'Hàng chưa có giấy' });
    await traces.desk.approved(uncertified);
    for (const id of [draft, uncertified])
      expect((await traces.ask(await traces.codeOf(id))).status).toBe(404);
  });

  it.each([
    'CDFHJKMN',
    'cdfhjkm7',
    "'; DROP TABLE traces; --",
    '%00',
    '..%2f..%2fetc%2fpasswd',
    'x'.repeat(5_000),
    '%F0%9F%A6%90',
    '%C3%28',
    '0123456789',
  ])('is %s', async (code) => {
    const path = code.includes('%') ? code : encodeURIComponent(code);
    for (const method of ['GET', 'POST'] as const) {
      const { status } = await callAs(
        traces.app,
        null,
        method,
        method === 'GET' ? `/traces/${path}` : `/traces/${path}/scans`,
        method === 'GET' ? undefined : {},
      );
      expect([400, 404, 413, 414]).toContain(status);
    }
  });
});

it('what is there already gets its codes when the floor is brought up to date', async () => {
  await traces.batch('2026-11-01');
  const runner = { query: (text: string) => traces.database.query(text) } as unknown as QueryRunner;
  const migration = new TraceProductsAndBatches1798340000000();
  await migration.down(runner);
  await migration.up(runner);
  const [sums] = await traces.database.query<{ codes: number; things: number; products: number }>(
    `SELECT (SELECT count(DISTINCT code) FROM traces)::int AS codes,
       (SELECT count(*) FROM products)::int + (SELECT count(*) FROM batches)::int AS things,
       (SELECT count(*) FROM traces WHERE batch_id IS NULL)::int AS products`,
  );
  expect(sums?.codes).toBe(sums?.things);
  expect(sums?.products).toBeGreaterThan(5);
});
