import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, HOUR_MS, type Day, type FakeClock } from '#kernel/time';
import { CertificationJobs } from '../../../apps/api/src/modules/certification/index.js';
import { RaiseNotices } from '../../../apps/api/src/modules/certification/notices/raise-notices.js';
import { SendNotices } from '../../../apps/api/src/modules/certification/notices/send-notices.js';
import { Messages } from '../../../apps/api/src/platform/mail/messages.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { TestDatabase } from '../../support/database.js';
import { before, ISSUED, LAST, NoticeBoard, type Told } from '../../support/notice-board.js';
import { OfficerClient } from '../../support/officer.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallFloor } from '../../support/small-floor.js';
import type { People } from '../../support/people.js';

let board: NoticeBoard;
let app: TestApp;
let database: TestDatabase;
let clock: FakeClock;
let floor: SmallFloor;
let people: People;
beforeAll(async () => {
  board = await NoticeBoard.open();
  ({ app, database, clock, floor, people } = board);
});
beforeEach(() => board.wipe());
afterAll(() => board.close());

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
      await board.product(),
      await board.product(),
      await board.product(),
      await board.product(),
      await board.product(),
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
      board.at(day);
      await acts[day]?.();
      await board.tell();
      // Again, as after a restart.
      if (day.endsWith('3')) await board.tell();
    }
    for (const recipient of ['seller', 'officer'] as const) {
      expect(await board.told(plain.certificationId, recipient)).toEqual(WHOLE_CALENDAR);
      const untilClosed = WHOLE_CALENDAR.slice(0, 3);
      for (const { certificationId } of [renewed, revoked, recertified])
        expect(await board.told(certificationId, recipient)).toEqual(untilClosed);
      expect(await board.told(late.certificationId, recipient)).toEqual([
        ...WHOLE_CALENDAR.slice(0, 4),
        { step: 'month_left', on: addDays(keptUntil, -30) },
        { step: 'week_left', on: addDays(keptUntil, -7) },
        { step: 'last_day', on: keptUntil },
        { step: 'lapsed', on: addDays(keptUntil, 1) },
      ]);
    }
    expect(await board.told(offFloor?.id ?? '', 'officer')).toEqual(WHOLE_CALENDAR);
    expect(await board.told(offFloor?.id ?? '', 'seller')).toEqual([]);
    expect(await board.messages(plain.phone)).toHaveLength(7);
    const kept = (await board.messages(late.phone)).map(({ short }) => short ?? '');
    expect(kept.filter((short) => short.includes('duoc giu hieu luc'))).toHaveLength(3);
    expect(kept.at(-1)).toContain('san pham da tu go khoi san');
  }, 60_000);
});

describe('what stands between a notice and its telephone', () => {
  it('a worker that was down for three weeks tells the one thing that is true now', async () => {
    const { certificationId, phone } = await board.product();
    board.at(before(35));
    await board.tell();
    expect((await board.told(certificationId, 'seller')).map(({ step }) => step)).toEqual(['window_closes']);
    expect((await board.messages(phone))[0]?.short).toContain(
      'da qua ngay nop ho so danh gia lai (26/07/2026)',
    );
    // Away over the month, the week and the last day.
    board.at(addDays(LAST, 3));
    await board.tell();
    expect(await board.told(certificationId, 'seller')).toEqual([
      { step: 'window_closes', on: before(35) },
      { step: 'lapsed', on: addDays(LAST, 3) },
    ]);
    expect(await board.messages(phone)).toHaveLength(2);
  });

  it('a clock that jumps there and back tells no step twice, and none that was not told is lost', async () => {
    const { certificationId, phone } = await board.product();
    for (const day of [before(180), addDays(LAST, 5), before(180), before(179), before(150), before(151)]) {
      board.at(day);
      await board.tell();
    }
    const steps = (await board.told(certificationId, 'officer')).map(({ step }) => step);
    expect(steps.sort()).toEqual(['lapsed', 'window_opens', 'window_runs']);
    expect(await board.messages(phone)).toHaveLength(3);
  });

  it('a kill after the row leaves the message to the next run; a kill after the message does not send it twice', async () => {
    const { phone } = await board.product();
    board.at(before(180));
    await app.get(RaiseNotices).run();
    expect(await board.messages(phone)).toEqual([]);
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
    expect(await board.messages(phone)).toHaveLength(1);
  });

  it('two workers at once write every notice and send every message once', async () => {
    const products = [await board.product(), await board.product(), await board.product()];
    board.at(before(30));
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
      expect(await board.told(certificationId, 'seller')).toHaveLength(1);
      expect(await board.told(certificationId, 'officer')).toHaveLength(1);
    }
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(3);
  });

  it('rings nobody before eight or after eight', async () => {
    const { certificationId } = await board.product();
    for (const hour of [0, 7.99, 20, 23]) {
      board.at(before(7), hour);
      await board.tell();
    }
    expect(await board.told(certificationId, 'seller')).toEqual([]);
    board.at(before(7), 8);
    await board.tell();
    expect(await board.told(certificationId, 'seller')).toHaveLength(1);
  });

  it('what no gateway takes is tried for two days, then given up and shown to officers', async () => {
    const { certificationId, shop } = await board.product();
    const refuse = vi.spyOn(app.get(Messages), 'send').mockRejectedValue(new Error('503'));
    board.at(before(30));
    await board.tell();
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
    const renewed = await board.product();
    board.at(before(30));
    await app.get(RaiseNotices).run();
    await floor.recertify(renewed, 4, before(30));
    await app.get(SendNotices).run();
    expect(await board.messages(renewed.phone)).toEqual([]);
    expect(await database.query(`SELECT status FROM certificate_messages`)).toEqual([{ status: 'dropped' }]);
  });
});
