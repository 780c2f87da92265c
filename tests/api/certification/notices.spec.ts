import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, DAY_MS, HOUR_MS, startOfVietnamDay, type Day } from '#kernel/time';
import { CertificationJobs } from '../../../apps/api/src/modules/certification/index.js';
import { RaiseNotices } from '../../../apps/api/src/modules/certification/notices/raise-notices.js';
import { SendNotices } from '../../../apps/api/src/modules/certification/notices/send-notices.js';
import { Messages, type Message } from '../../../apps/api/src/platform/mail/messages.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { nextNumber } from '../../support/numbering.js';
import { OfficerClient } from '../../support/officer.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor, type SmallProduct } from '../../support/small-floor.js';
import { loggedStatements } from '../../support/statements.js';

/** Of what is issued on this day the last one is 23/11/2026. */
const ISSUED = '2023-11-23';
const LAST: Day = '2026-11-23';

let database: TestDatabase;
let app: TestApp;
let floor: SmallFloor;
let people: People;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
});
beforeEach(async () => {
  at(addDays(LAST, -200));
  // What a test told is over for the next one.
  await database.query(`DELETE FROM certificate_notices`);
  await database.query(`DELETE FROM certificate_messages`);
  await database.query(`UPDATE certifications SET revoked_on = issued_on, revocation_ground = 'a',
    revocation_decision = 'x'`);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** Nine in the morning of that day in Vietnam. */
function at(day: Day, hour = 9): void {
  clock.set(new Date(startOfVietnamDay(day).getTime() + hour * HOUR_MS));
}
const before = (days: number): Day => addDays(LAST, -days);
const tell = (): Promise<void> => app.get(CertificationJobs).tell();

/** A product of a shop of its own, whose telephone can be reached. */
async function product(): Promise<SmallProduct & { sellerId: string; phone: string; shop: string }> {
  const no = nextNumber('noticed product');
  const seller = await floor.seller(`to-san-xuat-${no}`);
  const phone = `0912${String(no).padStart(6, '0')}`;
  await database.query(`UPDATE sellers SET phone = $2 WHERE id = $1`, [seller.sellerId, phone]);
  const made = await floor.product({ slug: `mam-${no}`, seller, issuedOn: ISSUED, stars: 3 });
  return { ...made, sellerId: seller.sellerId, phone, shop: seller.slug };
}

interface Told extends Record<string, unknown> {
  step: string;
  on: Day;
}
const told = (certificationId: string, recipient: 'seller' | 'officer'): Promise<Told[]> =>
  database.query<Told>(
    `SELECT step, noticed_on::text AS "on" FROM certificate_notices WHERE certification_id = $1 AND recipient = $2
     ORDER BY noticed_on, id`,
    [certificationId, recipient],
  );
const messages = async (phone: string): Promise<Message[]> =>
  (await readMessages(database)).filter(({ to }) => to.phone === `+84${phone.slice(1)}`);

const WHOLE_CALENDAR: Told[] = [
  { step: 'window_opens', on: before(180) },
  { step: 'window_runs', on: before(150) },
  { step: 'window_closes', on: before(120) },
  { step: 'month_left', on: before(30) },
  { step: 'week_left', on: before(7) },
  { step: 'last_day', on: LAST },
  { step: 'lapsed', on: before(-1) },
];

describe('over 400 days', () => {
  it('tells every step once, and nobody of what was renewed, revoked, replaced or is not on the floor', async () => {
    const [plain, late, renewed, revoked, recertified] = [
      await product(),
      await product(),
      await product(),
      await product(),
      await product(),
    ];
    const [offFloor] = await database.query<{ id: string }>(
      `INSERT INTO certifications (product_name, set_no, holder_name, holder_kind, commune_code, product_code,
         decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on)
       VALUES ('Mắm ngoài sàn', 8, 'Hộ Mẫu', 'household', '${HOME_COMMUNE}', 'MẪU', 'NS/QĐ-MẪU', $1, 'UBND tỉnh Cà Mau',
         'province', 3, $1, $2) RETURNING id`,
      [ISSUED, LAST],
    );
    const keptUntil = addDays(LAST, 60);
    const acts: Record<Day, () => Promise<unknown>> = {
      [before(100)]: () =>
        database.query(
          `INSERT INTO certifications (product_id, product_name, set_no, holder_name, holder_kind, commune_code,
             product_code, decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on, kind,
             first_id, follows_id, filed_on)
           SELECT product_id, product_name, set_no, holder_name, holder_kind, commune_code, $2, 'ĐGL/QĐ-MẪU', $3::date,
             issued_by, issuing_level, stars, $3::date, ($3::date + interval '36 months')::date, 'renewal', id, id, $3::date
           FROM certifications WHERE id = $1`,
          [renewed.certificationId, `96-${HOME_COMMUNE}-09-2026`, before(100)],
        ),
      [before(60)]: () => floor.revoke(revoked, before(60)),
      [before(90)]: () => floor.recertify(recertified, 4, before(90)),
      [before(20)]: () =>
        database.query(
          `UPDATE certifications SET late_renewal_until = $2, late_renewal_evidence = 'Phiếu mẫu' WHERE id = $1`,
          [late.certificationId, keptUntil],
        ),
    };
    for (let day = before(200); day <= addDays(LAST, 200); day = addDays(day, 1)) {
      at(day);
      await acts[day]?.();
      await tell();
      // Again, as after a restart.
      if (day.endsWith('3')) await tell();
    }
    for (const recipient of ['seller', 'officer'] as const) {
      expect(await told(plain.certificationId, recipient)).toEqual(WHOLE_CALENDAR);
      const untilClosed = WHOLE_CALENDAR.slice(0, 3);
      for (const { certificationId } of [renewed, revoked, recertified])
        expect(await told(certificationId, recipient)).toEqual(untilClosed);
      expect(await told(late.certificationId, recipient)).toEqual([
        ...WHOLE_CALENDAR.slice(0, 4),
        { step: 'month_left', on: addDays(keptUntil, -30) },
        { step: 'week_left', on: addDays(keptUntil, -7) },
        { step: 'last_day', on: keptUntil },
        { step: 'lapsed', on: addDays(keptUntil, 1) },
      ]);
    }
    expect(await told(offFloor?.id ?? '', 'officer')).toEqual(WHOLE_CALENDAR);
    expect(await told(offFloor?.id ?? '', 'seller')).toEqual([]);
    expect(await messages(plain.phone)).toHaveLength(7);
    const kept = (await messages(late.phone)).map(({ short }) => short ?? '');
    expect(kept.filter((short) => short.includes('duoc giu hieu luc'))).toHaveLength(3);
    expect(kept.at(-1)).toContain('san pham da tu go khoi san');
  }, 60_000);
});

describe('what stands between a notice and its telephone', () => {
  it('a worker that was down for three weeks tells the one thing that is true now', async () => {
    const { certificationId, phone } = await product();
    at(before(35));
    await tell();
    expect((await told(certificationId, 'seller')).map(({ step }) => step)).toEqual(['window_closes']);
    expect((await messages(phone))[0]?.short).toContain('da qua ngay nop ho so danh gia lai (26/07/2026)');
    // Away over the month, the week and the last day.
    at(addDays(LAST, 3));
    await tell();
    expect(await told(certificationId, 'seller')).toEqual([
      { step: 'window_closes', on: before(35) },
      { step: 'lapsed', on: addDays(LAST, 3) },
    ]);
    expect(await messages(phone)).toHaveLength(2);
  });

  it('a clock that jumps there and back tells no step twice, and none that was not told is lost', async () => {
    const { certificationId, phone } = await product();
    for (const day of [before(180), addDays(LAST, 5), before(180), before(179), before(150), before(151)]) {
      at(day);
      await tell();
    }
    const steps = (await told(certificationId, 'officer')).map(({ step }) => step);
    expect(steps.sort()).toEqual(['lapsed', 'window_opens', 'window_runs']);
    expect(await messages(phone)).toHaveLength(3);
  });

  it('a kill after the row leaves the message to the next run; a kill after the message does not send it twice', async () => {
    const { phone } = await product();
    at(before(180));
    await app.get(RaiseNotices).run();
    expect(await messages(phone)).toEqual([]);
    const send = vi.spyOn(app.get(Messages), 'send');
    // The machine dies with the message in hand: taken, and nothing known of it afterwards.
    const [taken] = await database.query<{ id: string }>(
      `UPDATE certificate_messages SET attempts = 1, try_after = $1 WHERE status = 'waiting' AND seller_id IS NOT NULL
       RETURNING id`,
      [new Date(clock.now().getTime() + HOUR_MS)],
    );
    expect(await app.get(SendNotices).run()).toBe(0);
    clock.advance(HOUR_MS);
    expect(await app.get(SendNotices).run()).toBe(1);
    expect(await app.get(SendNotices).run()).toBe(0);
    expect(send.mock.calls.map(([{ id }]) => id)).toEqual([`certificate-notice-${taken?.id}-phone`]);
    send.mockRestore();
    expect(await messages(phone)).toHaveLength(1);
  });

  it('two workers at once write every notice and send every message once', async () => {
    const products = [await product(), await product(), await product()];
    at(before(30));
    const other = await testApp({ database, clock });
    const sent: string[] = [];
    for (const each of [app, other])
      vi.spyOn(each.get(Messages), 'send').mockImplementation(async ({ id }) => void sent.push(id));
    try {
      await Promise.all([app, other, app, other].map((each) => each.get(CertificationJobs).tell()));
    } finally {
      vi.restoreAllMocks();
      await other.close();
    }
    for (const { certificationId } of products) {
      expect(await told(certificationId, 'seller')).toHaveLength(1);
      expect(await told(certificationId, 'officer')).toHaveLength(1);
    }
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(3);
  });

  it('rings nobody before eight or after eight', async () => {
    const { certificationId } = await product();
    for (const hour of [0, 7.99, 20, 23]) {
      at(before(7), hour);
      await tell();
    }
    expect(await told(certificationId, 'seller')).toEqual([]);
    at(before(7), 8);
    await tell();
    expect(await told(certificationId, 'seller')).toHaveLength(1);
  });

  it('what no gateway takes is tried for two days, then given up and shown to officers', async () => {
    const { certificationId, shop } = await product();
    const refuse = vi.spyOn(app.get(Messages), 'send').mockRejectedValue(new Error('503'));
    at(before(30));
    await tell();
    for (let hours = 0; hours < 80; hours += 1) {
      clock.advance(HOUR_MS);
      await app.get(SendNotices).run();
    }
    expect(refuse).toHaveBeenCalledTimes(8);
    refuse.mockRestore();
    const officer = new OfficerClient(app, await people.officer('commune_checker', [HOME_COMMUNE]));
    const list = await officer.call<{
      items: { certificate: { id: string }; shop: unknown }[];
      undelivered: number;
    }>('GET', '/admin/certificates/notices?delivery=undelivered');
    expect(list.body.undelivered).toBe(1);
    expect(list.body.items).toMatchObject([
      { certificate: { id: certificationId }, step: 'month_left', shop: { slug: shop } },
    ]);
    const elsewhere = new OfficerClient(app, await people.officer('commune_checker', [OTHER_COMMUNE]));
    expect((await elsewhere.call('GET', '/admin/certificates/notices')).body).toEqual({
      items: [],
      undelivered: 0,
      nextCursor: null,
    });
  });

  it('what was renewed between the row and the message is not told any more', async () => {
    const renewed = await product();
    at(before(30));
    await app.get(RaiseNotices).run();
    await floor.recertify(renewed, 4, before(30));
    await app.get(SendNotices).run();
    expect(await messages(renewed.phone)).toEqual([]);
    expect(await database.query(`SELECT status FROM certificate_messages`)).toEqual([{ status: 'dropped' }]);
  });
});

describe('who is told', () => {
  it('a shop gets one message a day, by telephone and to its owner’s mailbox, with law, days and what to prepare', async () => {
    const one = await product();
    const owner = await people.person();
    await people.member(owner, one);
    const key = await people.keyOf(owner.accountId, 'account');
    await database.query(`UPDATE accounts SET email_sealed = $2, email_hash = 'h' WHERE id = $1`, [
      owner.accountId,
      key.seal('chu-gian-hang@mau.example', 'accounts.email'),
    ]);
    await floor.product({
      slug: `mam-nua-${one.slug}`,
      seller: { slug: one.shop, sellerId: one.sellerId, producerId: '' },
      issuedOn: '2023-11-20',
      stars: 3,
    });
    at(before(150));
    await tell();
    const [sms, ...more] = await messages(one.phone);
    expect(more).toEqual([]);
    expect(sms?.short).toMatch(/^San OCOP Ca Mau: 2 giay den ky, gap nhat: OCOP San pham mam-nua/);
    const mail = (await readMessages(database)).find(({ to }) => to.email === 'chu-gian-hang@mau.example');
    for (const words of [
      'hết hạn 23/11/2026',
      'trước hết ngày 26/07/2026',
      'Điều 7.6, Quyết định 26/2026/QĐ-TTg',
      'Điều 12.3, Quyết định 26/2026/QĐ-TTg',
      'Mẫu 01',
      `/kenh-nguoi-ban/${one.shop}/chung-nhan`,
    ])
      expect.soft(mail?.text).toContain(words);
  });

  it('an officer gets one digest a day of their communes, and none when nothing came', async () => {
    const [here, elsewhere, assistant] = [
      await people.officer('commune_checker', [HOME_COMMUNE]),
      await people.officer('certification_officer', [OTHER_COMMUNE]),
      await people.officer('assisting_staff', [HOME_COMMUNE]),
    ];
    await product();
    await product();
    at(before(120));
    for (const hour of [9, 12, 15]) {
      at(before(120), hour);
      await tell();
    }
    clock.advance(DAY_MS);
    await tell();
    const to = async (person: { phone: string }): Promise<(string | undefined)[]> =>
      (await readMessages(database))
        .filter((each) => each.to.phone === person.phone)
        .map(({ short }) => short);
    expect(await to(here)).toEqual([
      expect.stringMatching(/^San OCOP Ca Mau: 2 giay chung nhan OCOP trong dia ban den ky\. Xem http/),
    ]);
    expect(await to(elsewhere)).toEqual([]);
    expect(await to(assistant)).toEqual([]);
  });

  it('a closed shop and a cooperative that ceased are told nothing; officers are', async () => {
    const [closed, ceased] = [await product(), await product()];
    await database.query(`UPDATE sellers SET status = 'closed' WHERE id = $1`, [closed.sellerId]);
    await database.query(
      `UPDATE producers SET cooperative_status = 'ceased' WHERE id = (SELECT producer_id FROM sellers WHERE id = $1)`,
      [ceased.sellerId],
    );
    at(before(7));
    await tell();
    for (const { certificationId } of [closed, ceased]) {
      expect(await told(certificationId, 'seller')).toEqual([]);
      expect(await told(certificationId, 'officer')).toHaveLength(1);
    }
  });

  it('the shop reads its calendar and what it was told', async () => {
    const mine = await product();
    at(before(119));
    const owner = await people.person();
    await people.member(owner, mine);
    await tell();
    const answer = await app.http.get(`/api/v1/seller/${mine.shop}/certificates`).set(owner.headers);
    expect(answer.body).toMatchObject({
      items: [
        {
          id: mine.certificationId,
          standing: 'in_force',
          daysLeft: 119,
          step: 'window_closes',
          filing: { opensOn: '2026-05-27', closesOn: '2026-07-26', state: 'missed' },
          notices: [{ step: 'window_closes', on: before(119), endsOn: LAST, delivery: 'sent' }],
        },
      ],
      nextCursor: null,
    });
  });
});

it('finds and writes thousands with as many statements as one', async () => {
  const { sellerId } = await product();
  const small = await testApp({ database, clock, env: { DATABASE_POOL_SIZE: '1' } });
  const statementsOn = async (day: Day): Promise<{ count: number; written: number }> => {
    at(day);
    let written = 0;
    const texts = await loggedStatements(small, async () => {
      written = (await small.get(RaiseNotices).run()).officers;
    });
    return { count: texts.length, written };
  };
  try {
    const one = await statementsOn(before(180));
    await database.query(
      `WITH p AS (INSERT INTO products (seller_id, slug, name, set_no, commune_code, description, ships_to,
           publication_status, publication_status_changed_at)
         SELECT $1, 'nhieu-' || i, 'Hàng ' || i, 8, '${HOME_COMMUNE}', 'Mẫu', 'country', 'draft', now()
         FROM generate_series(1, 3000) i RETURNING id, name)
       INSERT INTO certifications (product_id, product_name, set_no, holder_name, holder_kind, commune_code, product_code,
         decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on)
       SELECT id, name, 8, 'HTX Mẫu', 'cooperative', '${HOME_COMMUNE}', 'MẪU', 'N/QĐ-MẪU', $2, 'UBND tỉnh Cà Mau',
         'province', 3, $2, $3 FROM p`,
      [sellerId, ISSUED, LAST],
    );
    const many = await statementsOn(before(150));
    expect([one.written, many.written]).toEqual([1, 3001]);
    expect(many.count).toBe(one.count);
  } finally {
    await small.close();
  }
}, 30_000);
