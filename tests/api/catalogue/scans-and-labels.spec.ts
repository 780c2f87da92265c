import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spacedTraceCode } from '#kernel/trace-code';
import { ScanCounter } from '../../../apps/api/src/modules/catalogue/traces/scan-counter.js';
import { testApp } from '../../support/app.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { readQr } from '../../support/label-reader.js';
import { nextNumber } from '../../support/numbering.js';
import { pdfText } from '../../support/pdf-text.js';
import type { Person } from '../../support/people.js';
import { OTHER_COMMUNE } from '../../support/small-floor.js';
import { TracedGoods } from '../../support/traced-goods.js';

let traces: TracedGoods;

beforeAll(async () => {
  traces = await TracedGoods.open();
});
beforeEach(() => traces.begin());
afterAll(() => traces.close());

describe('scans', () => {
  it('fifty at once are fifty, on the day it is in Vietnam', async () => {
    const code = await traces.batch('2026-11-01');
    const told = await Promise.all(Array.from({ length: 50 }, () => traces.scan(code)));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([204]));
    traces.clock.set('2026-11-23T17:30:00Z');
    await traces.scan(code);
    expect(await traces.counted(code)).toEqual({ '2026-11-23': 50, '2026-11-24': 1 });
    await Promise.all([traces.scan(code), traces.counted(code), traces.scan(code), traces.counted(code)]);
    expect((await traces.counted(code))['2026-11-24']).toBe(3);
  });

  it('of people who work in the shop or for the floor do not count, of others they do', async () => {
    const code = await traces.codeOf(traces.goods.productId);
    for (const person of [traces.desk.owner, traces.desk.checker, await traces.people.person(), null])
      await traces.scan(code, person);
    expect(await traces.counted(code)).toEqual({ '2026-11-23': 2 });
  });

  it('leave nothing but a number, and reading alone leaves nothing', async () => {
    const code = await traces.codeOf(traces.goods.productId);
    await traces.ask(code);
    expect(await traces.counted(code)).toEqual({});
    await traces.scan(code);
    const rows = await traces.database.query(
      `SELECT n.* FROM trace_scans n JOIN traces t ON t.id = n.trace_id WHERE t.code = $1`,
      [code],
    );
    expect(rows).toEqual([]);
    await traces.counted(code);
    const [row] = await traces.database.query<object>(
      `SELECT n.* FROM trace_scans n JOIN traces t ON t.id = n.trace_id WHERE t.code = $1`,
      [code],
    );
    expect(Object.keys(row ?? {}).sort()).toEqual(['created_at', 'day', 'scans', 'trace_id', 'updated_at']);
  });

  it('are written by a process that ends, and wait while the database refuses', async () => {
    const code = await traces.codeOf(traces.goods.productId);
    await traces.scan(code);
    await traces.database.query(
      `ALTER FUNCTION count_scans(uuid[], date[], integer[]) RENAME TO count_scans_away`,
    );
    expect(await traces.counted(code)).toEqual({});
    await traces.database.query(
      `ALTER FUNCTION count_scans_away(uuid[], date[], integer[]) RENAME TO count_scans`,
    );
    const ending = await testApp({ database: traces.database, clock: traces.clock });
    await callAs(ending, null, 'POST', `/traces/${code}/scans`, {});
    await ending.close();
    expect(await traces.counted(code)).toEqual({ '2026-11-23': 2 });
  });

  it('are figures for the shop and for the officers of its commune', async () => {
    const [product, lot] = [await traces.codeOf(traces.goods.productId), await traces.batch('2026-11-01')];
    traces.clock.set('2026-10-24T03:00:00Z');
    await traces.scan(lot);
    traces.clock.set(SEEDED_AT);
    await Promise.all([traces.scan(product), traces.scan(lot), traces.scan(lot)]);
    await traces.app.get(ScanCounter).write();
    const shop = await callAs<{ items: { traceCode: string; scans: object; batches: object[] }[] }>(
      traces.app,
      traces.desk.owner,
      'GET',
      `/seller/${traces.desk.shop.slug}/traces?limit=100`,
    );
    expect(shop.body.items.find(({ traceCode }) => traceCode === product)).toMatchObject({
      scans: { last30Days: 1, total: 1 },
      batches: [{ traceCode: lot, scans: { last30Days: 2, total: 3 }, expired: false }],
    });
    const listed = async (person: Person): Promise<object | undefined> =>
      (
        await callAs<{ items: { traceCode: string; scans: object }[] }>(
          traces.app,
          person,
          'GET',
          `/admin/traces`,
        )
      ).body.items.find(({ traceCode }) => traceCode === product);
    expect(await listed(traces.desk.checker)).toMatchObject({
      batches: 1,
      scans: { last30Days: 3, total: 4 },
    });
    expect(await listed(await traces.people.officer('commune_checker', [OTHER_COMMUNE]))).toBeUndefined();
  });

  it('are listed a page at a time, each product once', async () => {
    const seen: string[] = [];
    for (const path of [`/seller/${traces.desk.shop.slug}/traces`, '/admin/traces']) {
      let cursor: string | null = '';
      while (cursor !== null) {
        const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const told: Told<{ items: { traceCode: string }[]; nextCursor: string | null }> = await callAs(
          traces.app,
          path.startsWith('/admin') ? traces.desk.approver : traces.desk.owner,
          'GET',
          `${path}?limit=2${more}`,
        );
        seen.push(...told.body.items.map(({ traceCode }) => path + traceCode));
        cursor = told.body.nextCursor;
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(5);
  });
});

describe('labels', () => {
  const file = async (path: string): Promise<{ status: number; type: string | null; bytes: Buffer }> => {
    const answer = await fetch(`${traces.app.url}/api/v1/seller/${traces.desk.shop.slug}/traces/${path}`, {
      headers: traces.desk.owner.headers,
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  };
  const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

  it('are a PDF of 24 a page with product, producer, batch, dates and the code in letters', async () => {
    const code = await traces.batch('2026-11-01', '2027-05-01');
    for (const [labels, sheets] of [
      [1, 1],
      [24, 1],
      [25, 2],
      [480, 20],
    ]) {
      const { status, type, bytes } = await file(`${code}/labels.pdf?count=${labels}&cuts=true`);
      expect([status, type, pages(bytes)]).toEqual([200, 'application/pdf', sheets]);
    }
    const text = pdfText((await file(`${code}/labels.pdf?count=1`)).bytes);
    for (const words of [
      'HTX Mẫu htx-rach-goc',
      'Lô L-2026-11-01',
      'NSX 01/11/2026',
      'HSD 01/05/2027',
      'MẪU',
      spacedTraceCode(code),
    ])
      expect(text).toContain(words);
    for (const wrong of ['count=0', 'count=481', 'count=abc', 'x=1'])
      expect((await file(`${code}/labels.pdf?${wrong}`)).status).toBe(400);
  });

  it('are a picture of 1080 pixels that a phone reads, also with the longest names', async () => {
    await traces.floor.rename(traces.goods, 'Khô cá <sặc> & mắm ba khía '.repeat(5).trim());
    const code = await traces.batch('2026-11-01', '2027-05-01');
    const { status, type, bytes } = await file(`${code}/label.png`);
    expect([status, type]).toEqual([200, 'image/png']);
    expect(bytes.readUInt32BE(16)).toBe(1080);
    expect(await readQr(bytes)).toBe(`https://san.example/truy-xuat/${code}`);
    expect(pages((await file(`${code}/labels.pdf?count=24`)).bytes)).toBe(1);
  });

  it('are not for a draft, and not for goods of another shop', async () => {
    const slug = `khac-${nextNumber('other shop')}`;
    const other = await traces.floor.product({ slug, seller: await traces.floor.seller(slug) });
    for (const id of [await traces.desk.started(), other.productId]) {
      const code = await traces.codeOf(id);
      for (const what of ['label', 'labels.pdf', 'label.png'])
        expect((await file(`${code}/${what}`)).status).toBe(404);
    }
  });
});
