import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { People } from '../../support/people.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let officer: OfficerClient;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  officer = new OfficerClient(app, await people.officer('administrator'));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const figures = async (query: string, of = officer) =>
  (await of.call<Record<string, unknown>>('GET', `/admin/cooperatives/figures${query}`)).body;

describe('the figures of the register', () => {
  it('are those of 30 July 2022, computed from the records as of that day', async () => {
    expect(await figures('?asOf=2022-07-30')).toMatchObject({
      asOf: '2022-07-30',
      total: 277,
      active: 222,
      ceased: 55,
      byField: [
        { field: 'agriculture', total: 195, active: 168, ceased: 27 },
        { field: 'non_agriculture', total: 82, active: 54, ceased: 28 },
      ],
      members: 4497,
      workers: 4796,
    });
  });

  it('are others on other days: before and after that one, cooperatives came, ceased, came back and were dissolved', async () => {
    const counted = async (day: string) => {
      const { total, active, ceased, dissolved } = await figures(`?asOf=${day}`);
      return { total, active, ceased, dissolved };
    };
    const then = await counted('2022-07-30');
    const [before, after] = [await counted('2019-12-31'), await counted('2025-07-01')];
    expect(before).not.toEqual(then);
    expect(after).not.toEqual(then);
    expect(Number(after.dissolved)).toBeGreaterThan(Number(then.dissolved));
    expect(Number(then.dissolved)).toBeGreaterThan(0);
    expect(await counted('1990-01-01')).toEqual({ total: 0, active: 0, ceased: 0, dissolved: 0 });
  });

  it('need the histories: what stands in the register today gives none of them', async () => {
    const [today] = await database.query(`
      SELECT count(*) FILTER (WHERE status = 'active')::integer AS active,
        count(*) FILTER (WHERE status = 'ceased')::integer AS ceased
      FROM cooperatives WHERE entered_on <= '2022-07-30'`);
    expect(today).not.toEqual({ active: 222, ceased: 55 });
    const [moved] = await database.query<{ later: number; resumed: number }>(`
      SELECT count(*) FILTER (WHERE from_on > '2022-07-30')::integer AS later,
        count(*) FILTER (WHERE status = 'active' AND from_on <= '2022-07-30')::integer AS resumed FROM cooperative_statuses`);
    expect(moved?.later).toBeGreaterThan(20);
    expect(moved?.resumed).toBeGreaterThan(0);
  });

  it('agree with a recount of every record by hand', async () => {
    const day = '2024-03-15';
    const records = await database.query<{
      statuses: [string, string][];
      counts: [string, number, number][];
    }>(
      `SELECT coalesce((SELECT json_agg(json_build_array(from_on, status)) FROM cooperative_statuses
           WHERE cooperative_id = c.id), '[]') AS statuses,
         coalesce((SELECT json_agg(json_build_array(counted_on, members, workers)) FROM cooperative_counts
           WHERE cooperative_id = c.id), '[]') AS counts
       FROM cooperatives c WHERE entered_on <= $1`,
      [day],
    );
    const upTo = <Row extends [string, ...unknown[]]>(rows: Row[]): Row | undefined =>
      rows.filter(([from]) => from <= day).sort(([a], [b]) => (a < b ? 1 : -1))[0];
    const stood = records.map(({ statuses, counts }) => ({
      status: upTo(statuses)?.[1] ?? 'active',
      count: upTo(counts) ?? ['', 0, 0],
    }));
    const active = stood.filter(({ status }) => status === 'active');
    expect(await figures(`?asOf=${day}`)).toMatchObject({
      active: active.length,
      ceased: stood.filter(({ status }) => status === 'ceased').length,
      dissolved: stood.filter(({ status }) => status === 'dissolved').length,
      members: active.reduce((sum, { count }) => sum + count[1], 0),
      workers: active.reduce((sum, { count }) => sum + count[2], 0),
    });
  });

  it('are of the officer’s communes alone, and of fewer where asked', async () => {
    const [commune] = await database.query<{ code: string; count: number }>(
      `SELECT commune_code AS code, count(*)::integer AS count FROM cooperatives
       WHERE entered_on <= '2022-07-30' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    );
    const code = commune?.code ?? '';
    const local = new OfficerClient(app, await people.officer('commune_checker', [code]));
    const mine = await figures('?asOf=2022-07-30', local);
    expect(Number(mine['total']) + Number(mine['dissolved'])).toBe(commune?.count);
    expect(await figures(`?asOf=2022-07-30&commune=${code}`)).toEqual(mine);
    expect(await figures('?commune=31825', local)).toMatchObject({ total: 0, members: 0 });
  });

  it('are of today without a day, and refuse a day that is none', async () => {
    expect(await figures('')).toMatchObject({ asOf: '2026-11-23' });
    const refused = [];
    for (const day of ['2022-02-30', '30/07/2022', 'x'])
      refused.push(
        refusalOf(await officer.call('GET', `/admin/cooperatives/figures?asOf=${encodeURIComponent(day)}`)),
      );
    expect(refused).toEqual([
      '400 validation_failed, asOf bad_day',
      '400 validation_failed, asOf bad_format',
      '400 validation_failed, asOf bad_format',
    ]);
  });
});

describe('the demo’s sellers', () => {
  it('that are cooperatives stand in the register, linked, since they came to the floor', async () => {
    const [row] = await database.query(`
      SELECT count(*)::integer AS sellers, count(cooperative_id)::integer AS linked,
        bool_and(c.entered_on > '2022-07-30') AS later, bool_and(c.status = p.cooperative_status) AS alike
      FROM producers p LEFT JOIN cooperatives c ON c.id = p.cooperative_id WHERE p.kind = 'cooperative'
        AND EXISTS (SELECT FROM sellers s WHERE s.producer_id = p.id AND s.status NOT IN ('draft', 'submitted'))`);
    expect(row).toEqual({ sellers: 23, linked: 23, later: true, alike: true });
  });

  it('name what is invented of them', async () => {
    const unmarked = await database.query(
      `SELECT name FROM cooperatives WHERE NOT illustrative @> '{registerNumber,field,enteredOn}'`,
    );
    expect(unmarked).toEqual([]);
  });
});
