import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { People, type Person } from '../../support/people.js';
import { OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Span {
  opensAt: string;
  closesAt: string;
}
interface Hours {
  version: string;
  week: { weekday: number; spans: Span[] }[];
  exceptions: { day: string; spans: Span[]; words: string | null }[];
}

let shop: SmallShop;
let people: People;
let administrator: Person;
beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  administrator = await people.officer('administrator');
  shop.clock.set(SEEDED_AT);
});
afterAll(() => shop.close());

const POINT = '/admin/tourism-points/mui-ca-mau';
const DAY = [
  { opensAt: '07:00', closesAt: '11:00' },
  { opensAt: '13:00', closesAt: '17:00' },
];
const WEEK = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, spans: DAY }));

const read = (): Promise<Told<Hours>> => callAs<Hours>(shop.app, administrator, 'GET', POINT);
const say = async (body: object, version?: string): Promise<Told<Hours>> =>
  callAs<Hours>(shop.app, administrator, 'PUT', `${POINT}/hours`, {
    version: version ?? (await read()).body.version,
    week: WEEK,
    exceptions: [],
    ...body,
  });
const page = async (): Promise<{ today: unknown; exceptions: unknown[] } | null> => {
  const answer = await shop.buyer.call<{ hours: { today: unknown; exceptions: unknown[] } | null }>(
    'GET',
    '/tourism-points/mui-ca-mau',
  );
  return answer.body.hours;
};

describe('the opening hours of a point', () => {
  it('are unknown until an administrator says them, and then on its page for today', async () => {
    expect(await page()).toBeNull();
    const said = await say({});
    expect([said.status, said.body.week[6]]).toEqual([200, { weekday: 7, spans: [] }]);
    // A Monday.
    expect(await page()).toMatchObject({ today: { day: '2026-11-23', spans: DAY, words: null } });
    shop.clock.set(new Date('2026-11-29T03:00:00Z'));
    expect(await page()).toMatchObject({ today: { day: '2026-11-29', spans: [] } });
    shop.clock.set(SEEDED_AT);
  });

  it('are other ones on days that are another than usual', async () => {
    const short = { opensAt: '08:00', closesAt: '12:00' };
    const exceptions = [
      { day: '2026-11-23', span: short, words: 'Ngày hội' },
      { day: '2026-11-24', span: null },
    ];
    expect((await say({ exceptions })).status).toBe(200);
    expect(await page()).toMatchObject({
      today: { day: '2026-11-23', spans: [short], words: 'Ngày hội' },
      exceptions: [{ day: '2026-11-23' }, { day: '2026-11-24', spans: [], words: null }],
    });
    const [record] = await shop.database.query<{ after: { exceptions: object[] } }>(
      `SELECT after FROM audit_records WHERE action = 'tourism_point.hours_changed' ORDER BY occurred_at DESC, id DESC LIMIT 1`,
    );
    expect(record?.after.exceptions).toHaveLength(2);
  });

  it('are not said over hours that somebody else has said since', async () => {
    const { version } = (await read()).body;
    expect((await say({ week: WEEK.slice(1), exceptions: [] }, version)).status).toBe(200);
    const late = await say({}, version);
    expect([late.status, late.code]).toEqual([409, 'stale_version']);
    expect((await read()).body.week[0]?.spans).toEqual([]);
  });

  it.each([
    [{ week: [{ weekday: 1, spans: [{ opensAt: '17:00', closesAt: '07:00' }] }] }, 'week.0.spans not_valid'],
    [{ week: [{ weekday: 1, spans: [DAY[0], DAY[0]] }] }, 'week.0.spans not_valid'],
    [{ week: [{ weekday: 8, spans: [] }] }, 'week.0.weekday too_big'],
    [
      { week: [{ weekday: 1, spans: [{ opensAt: '7h', closesAt: '17:00' }] }] },
      'week.0.spans.0.opensAt bad_format',
    ],
    [{ exceptions: [{ day: '2026-11-22', span: null }] }, 'exceptions not_valid'],
    [{ exceptions: [{ day: '2028-11-19', span: null }] }, 'exceptions not_valid'],
    [{ week: [], exceptions: [{ day: '2026-11-25', span: null }] }, 'week required'],
  ])('stay as they are where something is wrong: %j', async (change, expected) => {
    const before = (await read()).body;
    const { status, body } = await say(change);
    const { errors } = body as unknown as { errors: { path: string; code: string }[] };
    expect([status, errors.map(({ path, code }) => `${path} ${code}`)]).toEqual([400, [expected]]);
    expect((await read()).body).toEqual(before);
  });

  it('are another commune’s to nobody who is not in charge of it', async () => {
    const elsewhere = await people.officer('administrator', [OTHER_COMMUNE]);
    const body = { version: (await read()).body.version, week: [], exceptions: [] };
    const refused = await callAs(shop.app, elsewhere, 'PUT', `${POINT}/hours`, body);
    expect(refused.status).toBe(404);
    expect(
      (await callAs<{ items: object[] }>(shop.app, elsewhere, 'GET', '/admin/tourism-points')).body.items,
    ).toMatchObject([{ slug: 'hon-da-bac' }]);
  });
});
