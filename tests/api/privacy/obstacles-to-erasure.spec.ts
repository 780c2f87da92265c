import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EraseAccount } from '../../../apps/api/src/modules/privacy/erasure/erase-account.js';
import { Buyer, type Answer, type ProblemBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface State {
  obstacles: object[];
}

let shop: SmallShop;
let people: People;
let person: Person;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  made += 1;
  person = await people.person();
});

const call = <Body = State>(method: string, path: string, body?: unknown) =>
  new Buyer(shop.app.url).call<Body>(method, path, body, person.headers);
const ask = <Body = State>(): Promise<Answer<Body>> => call<Body>('POST', '/me/erasure', {});
const sweep = () => shop.app.get(EraseAccount).sweep();
const pass = (days: number): void => shop.clock.advance(days * DAY_MS);

describe('what stands in the way of an erasure', () => {
  it('is a shop that nobody else owns, until somebody does or it is closed', async () => {
    const own = await shop.floor.seller(`rieng-${made}`);
    await people.member(person, own);
    const before = await everyRow(shop.database);
    const refused = await ask<ProblemBody & State>();
    const obstacle = { code: 'sole_owner', shop: { slug: own.slug, name: `Gian hàng ${own.slug}` } };
    expect([refused.status, refused.body.code, refused.body.obstacles]).toEqual([
      409,
      'state_conflict',
      [obstacle],
    ]);
    expect(await everyRow(shop.database)).toEqual(before);
    expect((await call('GET', '/me/erasure')).body.obstacles).toEqual([obstacle]);
    await shop.floor.setSellerStatus(own, 'closed');
    expect((await ask()).status).toBe(202);
  });

  it('is a duty that is not over', async () => {
    const dutyId = await people.duty(person, 'support');
    const refused = await ask<ProblemBody & State>();
    expect([refused.status, refused.body.obstacles]).toEqual([409, [{ code: 'open_duty', role: 'support' }]]);
    await shop.database.query(`UPDATE officer_duties SET ended_at = $2 WHERE id = $1`, [dutyId, SEEDED_AT]);
    expect((await ask()).status).toBe(202);
  });

  it('holds a due erasure up when it came in the meantime, and lets it go when it is settled', async () => {
    await ask();
    const own = await shop.floor.seller(`den-sau-${made}`);
    const membership = await people.member(person, own);
    pass(8);
    await sweep();
    expect(await statusOf()).toBe('active');
    await people.member(await people.person(), own);
    await sweep();
    expect(await statusOf()).toBe('erased');
    const [row] = await shop.database.query(`SELECT ended_at FROM seller_members WHERE id = $1`, [
      membership,
    ]);
    expect(row?.['ended_at']).toEqual(shop.clock.now());
  });
});

async function statusOf(): Promise<unknown> {
  const [row] = await shop.database.query(`SELECT status FROM accounts WHERE id = $1`, [person.accountId]);
  return row?.['status'];
}
