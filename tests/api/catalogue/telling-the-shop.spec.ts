import { MINUTE_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ToldDecision } from '../../../apps/api/src/modules/catalogue/approval/decision-queue.js';
import { TellOfDecision } from '../../../apps/api/src/modules/catalogue/approval/tell-of-decision.js';
import type { Message } from '../../../apps/api/src/platform/mail/messages.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk } from '../../support/listing-desk.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import { SURE_TO_COME_MS } from '../../support/patience.js';
import { SmallFloor } from '../../support/small-floor.js';
import { smsParts } from '../../support/sms-parts.js';
import { testWorker } from '../../support/worker.js';

const ENV = { PUBLIC_URL: 'https://san.example.vn' };
const PHONE = '+84912345678';

let database: TestDatabase;
let app: TestApp;
let people: People;
let desk: ListingDesk;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock, env: ENV });
  const floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
  desk = await ListingDesk.open({ app, database, people, floor });
  await database.query(`UPDATE sellers SET phone = '0912 345 678' WHERE id = $1`, [desk.shop.sellerId]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const jobs = async (): Promise<ToldDecision[]> =>
  (
    await database.query<{ data: ToldDecision }>(
      `SELECT data FROM pgboss.job WHERE name = 'listing-decision' AND state = 'created' ORDER BY created_on`,
    )
  ).map(({ data }) => data);

/** Does what waits, each twice, as after a worker that died; what is said by it. */
async function told(): Promise<Message[]> {
  const before = new Set((await readMessages(database)).map(({ id }) => id));
  const waiting = await jobs();
  await database.query(`DELETE FROM pgboss.job WHERE name = 'listing-decision'`);
  for (const job of [...waiting, ...waiting]) await app.get(TellOfDecision).run(job);
  return (await readMessages(database)).filter(({ id }) => !before.has(id));
}

const REASONS = { reasons: ['picture', 'label'], words: 'Chụp lại mặt sau của gói, chữ bị lóa.' };

async function givenBack(changeId: string): Promise<void> {
  const version = await desk.versionOf(changeId);
  const done = await desk.officerDoes(desk.checker, 'POST', `/${changeId}/return`, { version, ...REASONS });
  expect(done.status).toBe(204);
}

describe('a product that comes back', () => {
  it('is told to the shop with reasons and words, and to a telephone in two parts at most', async () => {
    const id = await desk.started();
    const changeId = await desk.submitted(id);
    await givenBack(changeId);
    const [message, ...more] = await told();
    expect(more).toEqual([]);
    expect(message?.to).toEqual({ phone: PHONE });
    expect(message?.subject).toBe('Cần sửa lại: Tôm khô Rạch Gốc');
    expect(message?.text).toBe(
      [
        'Sàn OCOP Cà Mau: sản phẩm “Tôm khô Rạch Gốc” được trả lại để sửa.',
        '',
        '- Ảnh mờ, không đúng hàng hoặc có hình của nơi khác',
        '- Thông tin nhãn thiếu hoặc khác với nhãn trên bao bì',
        '',
        'Cán bộ ghi: Chụp lại mặt sau của gói, chữ bị lóa.',
        '',
        `Sửa rồi gửi lại tại https://san.example.vn/kenh-nguoi-ban/htx-rach-goc/san-pham/${id}`,
        '',
      ].join('\n'),
    );
    expect(message?.short).toContain(
      'San OCOP Ca Mau: san pham "Tom kho Rach Goc" duoc tra lai de sua: Anh mo',
    );
    expect(message?.short).toContain('tai https://san.example.vn/kenh-nguoi-ban/htx-rach-goc/san-pham');
    expect(smsParts(message?.short ?? '')).toBeLessThanOrEqual(2);
  });

  it('is told each time it comes back, and not at all once the shop has sent it again', async () => {
    const id = await desk.started();
    const changeId = await desk.submitted(id);
    await givenBack(changeId);
    await desk.submitted(id);
    expect(await told()).toEqual([]);
    clock.advance(MINUTE_MS);
    await givenBack(changeId);
    const first = await told();
    await desk.submitted(id);
    clock.advance(MINUTE_MS);
    await givenBack(changeId);
    const second = await told();
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(first[0]?.id).not.toBe(second[0]?.id);
  });

  it('is one job of the transaction that decides, however many officers press at once', async () => {
    const changeId = await desk.submitted(await desk.started());
    const other = await people.officer('assisting_staff');
    const stale = await desk.officerDoes(other, 'POST', `/${changeId}/return`, { version: 9, ...REASONS });
    expect(stale.status).toBe(409);
    expect(await jobs()).toEqual([]);
    const both = await Promise.all(
      [desk.checker, other].map((by) =>
        desk.officerDoes(by, 'POST', `/${changeId}/return`, { version: 1, ...REASONS }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await jobs()).map(({ outcome }) => outcome)).toEqual(['returned']);
    await told();
  });
});

describe('a product that is published', () => {
  it('is told with its page; one that nobody can buy yet is told why', async () => {
    const id = await desk.started({ ...desk.whole, name: 'Mắm ba khía' });
    await desk.approved(id);
    const [first] = await told();
    expect(first?.short).toContain('San pham ban duoc khi co giay chung nhan OCOP con hieu luc');
    expect(first?.text).toContain('https://san.example.vn/san-pham/mam-ba-khia');
    const there = await desk.published({ name: 'Khô cá khoai' });
    await told();
    await desk.saved(there, { description: 'Phơi trên giàn, không chạm đất.' });
    await desk.approved(there);
    const [second, ...more] = await told();
    expect(more).toEqual([]);
    expect(second?.short).toBe(
      'San OCOP Ca Mau: san pham "Kho ca khoai" da duoc duyet dang. Xem tai https://san.example.vn/san-pham/kho-ca-khoai',
    );
  });

  it('has the longest name in an SMS of two parts', async () => {
    const name = `Khô cá lóc đồng ${'ngon '.repeat(20)}`.trim();
    await desk.approved(await desk.started({ ...desk.whole, name }));
    const [message] = await told();
    expect(smsParts(message?.short ?? '')).toBeLessThanOrEqual(2);
    expect(message?.subject).toBe(`Đã duyệt đăng: ${name}`);
  });
});

it('a shop without a telephone that takes messages is not written to, and the job ends', async () => {
  await database.query(`UPDATE sellers SET phone = '0290 000 0000' WHERE id = $1`, [desk.shop.sellerId]);
  await givenBack(await desk.submitted(await desk.started()));
  expect(await told()).toEqual([]);
  await database.query(`UPDATE sellers SET phone = '0912 345 678' WHERE id = $1`, [desk.shop.sellerId]);
});

it('the worker tells it', async () => {
  const changeId = await desk.submitted(await desk.started());
  await givenBack(changeId);
  const worker = await testWorker({ database, clock, env: ENV });
  try {
    await vi.waitFor(
      async () =>
        expect((await readMessages(database)).map(({ id }) => id)).toContainEqual(
          expect.stringContaining(`listing-returned-${changeId}`),
        ),
      { timeout: SURE_TO_COME_MS, interval: 100 },
    );
  } finally {
    await worker.close();
  }
});
