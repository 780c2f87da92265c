import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { TellOfVisits } from '../../../apps/api/src/modules/tourism/visits/tell-of-visits.js';
import { testApp } from '../../support/app.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Asked {
  id: string;
  token: string;
}
interface Visit {
  id: string;
  status: string;
  answer: string | null;
  past: boolean;
  expected: number;
  contact: { name: string; phone: string; words: string | null } | null;
}

let shop: SmallShop;
let people: People;
let owner: Person;
let administrator: Person;
let asked: Asked;
let number = 0;
beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  administrator = await people.officer('administrator');
  owner = await people.person();
  await people.member(owner, shop.seller);
  await people.keyOf(shop.seller.sellerId);
  shop.clock.set(SEEDED_AT);
});
afterAll(() => shop.close());

const WISH = { day: '2026-12-05', people: 4, name: 'Khách Mẫu', words: 'Có một em nhỏ' };
const PHONE = '0912 345 678';
const ask = (change: object = {}, phone = PHONE, who: Person | null = null): Promise<Told<Asked>> =>
  callAs<Asked>(shop.app, who, 'POST', '/tourism-points/mui-ca-mau/visits', { ...WISH, phone, ...change });
/** By somebody who never asked before. */
const askAnew = async (change: object = {}): Promise<Asked> => {
  const { status, body } = await ask(change, `09870000${String((number += 1)).padStart(2, '0')}`);
  expect(status).toBe(201);
  return body;
};
const host = (seller: string | null): Promise<Told<never>> =>
  callAs(shop.app, administrator, 'PUT', '/admin/tourism-points/mui-ca-mau/seller', { seller });
const byLink = ({ id, token }: Asked, act = ''): Promise<Told<Visit>> =>
  callAs<Visit>(
    shop.app,
    { headers: { 'visit-token': token } },
    act === '' ? 'GET' : 'POST',
    `/visits/${id}${act}`,
    ...(act === '' ? [] : [{}]),
  );
const list = async (): Promise<Visit[]> =>
  (await callAs<{ items: Visit[] }>(shop.app, owner, 'GET', '/seller/rach-goc/visits')).body.items;
const answer = (id: string, act: string, body: object = {}): Promise<Told<never>> =>
  callAs(shop.app, owner, 'PUT', `/seller/rach-goc/visits/${id}/${act}`, body);

describe('a visit', () => {
  it('is asked of a point only once an officer has said which shop it is, and while that shop is open', async () => {
    expect((await ask()).status).toBe(404);
    expect((await host('khong-co')).status).toBe(400);
    expect((await host('rach-goc')).status).toBe(204);
    const other = await callAs(shop.app, administrator, 'PUT', '/admin/tourism-points/hon-da-bac/seller', {
      seller: 'rach-goc',
    });
    expect(other.status).toBe(400);
    const page = await shop.buyer.call('GET', '/tourism-points/mui-ca-mau');
    expect(page.body).toMatchObject({ seller: { slug: 'rach-goc' } });
    await shop.floor.setSellerStatus(shop.seller, 'suspended');
    expect((await ask({}, '0987000099')).status).toBe(404);
    await shop.floor.setSellerStatus(shop.seller, 'approved');
  });

  it.each([
    [{ day: '2026-11-23' }, 'day not_valid'],
    [{ day: '2027-06-30' }, 'day not_valid'],
    [{ people: 0 }, 'people too_small'],
    [{ phone: '12' }, 'phone bad_phone'],
  ])('is not asked with something wrong in it: %j', async (change, expected) => {
    const { status, body } = await ask(change, '0987000098');
    const { errors } = body as unknown as { errors: { path: string; code: string }[] };
    expect([status, errors.map(({ path, code }) => `${path} ${code}`)]).toEqual([400, [expected]]);
    expect(await list()).toEqual([]);
  });

  it('is asked once a number and day, sealed for the shop, and read by the link alone', async () => {
    const [first, second] = await Promise.all([ask(), ask()]);
    expect([first.status, second.status].sort()).toEqual([201, 409]);
    asked = first.status === 201 ? first.body : second.body;
    const rows = await shop.database.query<{ contact_sealed: string; phone_hash: string }>(
      `SELECT contact_sealed, phone_hash FROM visit_requests`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/Khách|912345678/);
    expect(await list()).toMatchObject([
      { status: 'requested', contact: { name: 'Khách Mẫu', phone: '+84912345678', words: 'Có một em nhỏ' } },
    ]);
    expect((await byLink(asked)).body).toMatchObject({ status: 'requested', people: 4, past: false });
    expect((await byLink({ ...asked, token: `${asked.token.slice(1)}x` })).status).toBe(404);
    expect((await byLink({ id: asked.id, token: '' }, '/withdrawal')).status).toBe(404);
  });

  it('is confirmed once with a word, also where two do it at once, and says how many come that day', async () => {
    const { id } = asked;
    expect((await answer(id, 'refusal')).status).toBe(400);
    const both = await Promise.all([
      answer(id, 'confirmation', { words: 'Tới bến gọi bác' }),
      answer(id, 'confirmation', { words: 'Tới bến gọi bác' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await byLink(asked)).body).toMatchObject({ status: 'confirmed', answer: 'Tới bến gọi bác' });
    const another = await askAnew({ people: 3 });
    expect(await list()).toMatchObject([{ expected: 4 }, { expected: 4, id: another.id }]);
    const moves = await shop.database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_type = 'visit_request' AND subject_id = $1 ORDER BY occurred_at, id`,
      [id],
    );
    expect(moves.map(({ action }) => action)).toEqual(['visit.requested', 'visit.confirmed']);
  });

  it('ends one way where the shop declines while they withdraw', async () => {
    const visit = await askAnew();
    const [declined, withdrawn] = await Promise.all([
      answer(visit.id, 'refusal', { words: 'Hôm đó nước kém' }),
      byLink(visit, '/withdrawal'),
    ]);
    expect([declined.status === 204, withdrawn.status === 201]).toContain(true);
    expect([declined.status, withdrawn.status]).toContain(409);
    const { status } = (await byLink(visit)).body;
    expect(status).toBe(declined.status === 204 ? 'declined' : 'withdrawn');
  });

  it('stands in the account that asked for it with what opens it, and in no other', async () => {
    const [visitor, stranger] = [await people.person(), await people.person()];
    const mine = async (who: Person): Promise<(Asked & Visit)[]> =>
      (await callAs<{ items: (Asked & Visit)[] }>(shop.app, who, 'GET', '/me/visits')).body.items;
    const later = await ask({ day: '2026-12-12' }, '0987000070', visitor);
    const sooner = await ask({ day: '2026-12-11' }, '0987000071', visitor);
    expect([later.status, sooner.status]).toEqual([201, 201]);
    expect(await mine(visitor)).toMatchObject([
      { ...sooner.body, status: 'requested', past: false, point: { slug: 'mui-ca-mau' } },
      { ...later.body, day: '2026-12-12' },
    ]);
    expect(await mine(stranger)).toEqual([]);
    expect((await callAs(shop.app, null, 'GET', '/me/visits')).status).toBe(401);
    shop.clock.set(new Date(Date.parse('2026-12-12T05:00:00Z')));
    expect(await mine(visitor)).toMatchObject([
      { id: later.body.id, past: false },
      { id: sooner.body.id, past: true },
    ]);
    shop.clock.set(new Date(Date.parse('2027-01-11T05:00:00Z')));
    expect((await mine(visitor)).map(({ id }) => id)).toEqual([later.body.id]);
    shop.clock.set(SEEDED_AT);
    for (const visit of [later, sooner]) await byLink(visit.body, '/withdrawal');
  });

  it('is counted for its shop until it is answered', async () => {
    const waiting = async (who: Person, seller: string): Promise<unknown> =>
      (await callAs(shop.app, who, 'GET', `/seller/${seller}/visits/waiting`)).body;
    const before = (await list()).filter(({ status }) => status === 'requested').length;
    const visit = await askAnew({ day: '2026-12-13' });
    expect(await waiting(owner, 'rach-goc')).toEqual({ asked: true, waiting: before + 1 });
    expect((await answer(visit.id, 'confirmation')).status).toBe(204);
    expect(await waiting(owner, 'rach-goc')).toEqual({ asked: true, waiting: before });
    const elsewhere = await shop.floor.seller('ngoc-hien');
    const neighbour = await people.person();
    await people.member(neighbour, elsewhere);
    expect(await waiting(neighbour, 'ngoc-hien')).toEqual({ asked: false, waiting: 0 });
    expect((await callAs(shop.app, neighbour, 'GET', '/seller/rach-goc/visits/waiting')).status).toBe(404);
    await byLink(visit, '/withdrawal');
  });

  it('is nobody else’s', async () => {
    const otherShop = await shop.floor.seller('nam-can');
    const otherOwner = await people.person();
    await people.member(otherOwner, otherShop);
    const path = `/seller/nam-can/visits/${asked.id}/refusal`;
    expect((await callAs(shop.app, otherOwner, 'PUT', path, { words: 'Không' })).status).toBe(404);
    expect((await byLink(asked)).body).toMatchObject({ status: 'confirmed' });
  });

  it('is taken back by either side until its day is over, and each is told', async () => {
    expect((await answer(asked.id, 'refusal', { words: 'Nước lớn, ghe không vào được' })).status).toBe(204);
    expect((await byLink(asked, '/withdrawal')).code).toBe('state_conflict');
    const again = await askAnew({ day: '2026-12-06' });
    shop.clock.set(new Date(Date.parse('2026-12-07T05:00:00Z')));
    expect((await byLink(again, '/withdrawal')).code).toBe('state_conflict');
    expect((await answer(again.id, 'confirmation')).code).toBe('state_conflict');
    shop.clock.set(SEEDED_AT);
    expect((await byLink(again, '/withdrawal')).body).toMatchObject({ status: 'withdrawn' });

    const tell = shop.app.get(TellOfVisits);
    for (const status of ['requested', 'confirmed', 'declined', 'withdrawn'] as const)
      for (let twice = 0; twice < 2; twice += 1) await tell.send(asked.id, status);
    const told = (await readMessages(shop.database)).filter(({ id }) => id.startsWith(`visit-${asked.id}`));
    const shopPhone = (await shop.database.query<{ phone: string }>(`SELECT phone FROM sellers`))[0]?.phone;
    expect(told.map(({ to, subject }) => [to.phone, subject]).sort()).toEqual(
      [
        [shopPhone, '4 khách xin ghé thăm ngày 05/12/2026'],
        [shopPhone, 'Khách thôi ghé thăm ngày 05/12/2026'],
        ['+84912345678', 'Đã gửi lời hẹn ghé ngày 05/12/2026'],
        ['+84912345678', 'Gian hàng rach-goc hẹn gặp bạn ngày 05/12/2026'],
        ['+84912345678', 'Gian hàng rach-goc không đón được ngày 05/12/2026'],
      ].sort(),
    );
    const toGuest = told.find(({ id }) => id.endsWith('declined'))?.text ?? '';
    expect(toGuest).toContain(`/hen-ghe-tham/${asked.id}?token=${asked.token}`);
    expect(toGuest).toContain('Nước lớn, ghe không vào được');
  });

  it('is told of in English to whoever asked in English, and to its shop in Vietnamese', async () => {
    const english = { headers: { 'accept-language': 'en' } };
    const wish = { ...WISH, day: '2026-12-08', people: 1, phone: '0987654399' };
    const path = '/tourism-points/mui-ca-mau/visits';
    const { body, status } = await callAs<Asked>(shop.app, english, 'POST', path, wish);
    expect(status).toBe(201);
    expect((await answer(body.id, 'refusal', { words: 'Nước lớn' })).status).toBe(204);
    const tell = shop.app.get(TellOfVisits);
    for (const news of ['requested', 'confirmed', 'declined'] as const) await tell.send(body.id, news);
    const told = (await readMessages(shop.database)).filter(({ id }) => id.startsWith(`visit-${body.id}`));
    const guests = told.filter(({ to }) => to.phone === '+84987654399');
    expect(guests.map(({ subject }) => subject).sort()).toEqual([
      'Gian hàng rach-goc cannot receive you on 8 December 2026',
      'Gian hàng rach-goc expects you on 8 December 2026',
      'Your request to visit on 8 December 2026 was sent',
    ]);
    for (const { text } of guests) expect(text).toContain(`/en/hen-ghe-tham/${body.id}?token=${body.token}`);
    expect(told.find(({ id }) => id.endsWith('requested'))?.subject).toBe(
      '1 khách xin ghé thăm ngày 08/12/2026',
    );
  });

  it('is asked so often by a number and no more, and forgotten a month after', async () => {
    const strict = await testApp({
      database: shop.database,
      clock: shop.clock,
      env: { RATE_LIMIT_FACTOR: '1' },
    });
    const statuses: number[] = [];
    for (const day of ['10', '11', '12', '13', '14']) {
      const wish = { ...WISH, day: `2026-12-${day}`, phone: '0987000090' };
      statuses.push((await callAs(strict, null, 'POST', '/tourism-points/mui-ca-mau/visits', wish)).status);
    }
    await strict.close();
    expect(statuses).toEqual([201, 201, 201, 201, 429]);
    shop.clock.set(new Date(Date.parse('2026-12-14T05:00:00Z') + 31 * DAY_MS));
    const tell = shop.app.get(TellOfVisits);
    expect(await tell.forget()).toBeGreaterThan(5);
    expect(await tell.forget()).toBe(0);
    const left = await shop.database.query(
      `SELECT 1 FROM visit_requests WHERE contact_sealed IS NOT NULL OR phone_hash IS NOT NULL`,
    );
    expect(left).toEqual([]);
    shop.clock.set(SEEDED_AT);
  });
});
