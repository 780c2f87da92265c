import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, type Day, type FakeClock } from '#kernel/time';
import { RaiseNotices } from '../../../apps/api/src/modules/certification/notices/raise-notices.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { TestDatabase } from '../../support/database.js';
import { before, ISSUED, LAST, NoticeBoard } from '../../support/notice-board.js';
import { OfficerClient } from '../../support/officer.js';
import { readMessages } from '../../support/outbox.js';
import type { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallFloor } from '../../support/small-floor.js';
import { loggedStatements } from '../../support/statements.js';

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

describe('who is told', () => {
  it('a shop gets one message a day, by telephone and to its owner’s mailbox, with law, days and what to prepare', async () => {
    const one = await board.product();
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
    board.at(before(150));
    await board.tell();
    const [sms, ...more] = await board.messages(one.phone);
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
    await board.product();
    await board.product();
    board.at(before(120));
    for (const hour of [9, 12, 15]) {
      board.at(before(120), hour);
      await board.tell();
    }
    clock.advance(DAY_MS);
    await board.tell();
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
    const [closed, ceased] = [await board.product(), await board.product()];
    await database.query(`UPDATE sellers SET status = 'closed' WHERE id = $1`, [closed.sellerId]);
    await database.query(
      `UPDATE producers SET cooperative_status = 'ceased' WHERE id = (SELECT producer_id FROM sellers WHERE id = $1)`,
      [ceased.sellerId],
    );
    board.at(before(7));
    await board.tell();
    for (const { certificationId } of [closed, ceased]) {
      expect(await board.told(certificationId, 'seller')).toEqual([]);
      expect(await board.told(certificationId, 'officer')).toHaveLength(1);
    }
  });

  it('an officer’s desk has what was told of until something follows it', async () => {
    const running = await board.product();
    board.at(before(30));
    await board.tell();
    const officer = new OfficerClient(app, await people.officer('certification_officer', [HOME_COMMUNE]));
    const queue = async (): Promise<object[]> =>
      (
        await officer.call<{ items: { queue: string; subjectId: string; dueAt: string }[] }>(
          'GET',
          '/admin/desk',
        )
      ).body.items
        .filter((item) => item.queue === 'certificates_running_out')
        .map(({ subjectId, dueAt }) => ({ subjectId, dueAt }));
    expect(await queue()).toEqual([
      { subjectId: running.certificationId, dueAt: '2026-11-23T16:59:59.999Z' },
    ]);
    await board.floor.recertify(running, 4, before(29));
    expect(await queue()).toEqual([]);
  });

  it('the shop reads its calendar and what it was told', async () => {
    const mine = await board.product();
    board.at(before(119));
    const owner = await people.person();
    await people.member(owner, mine);
    await board.tell();
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
  const { sellerId } = await board.product();
  const small = await testApp({ database, clock, env: { DATABASE_POOL_SIZE: '1' } });
  const statementsOn = async (day: Day): Promise<{ count: number; written: number }> => {
    board.at(day);
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
