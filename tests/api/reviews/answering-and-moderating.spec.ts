import { randomBytes } from 'node:crypto';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InviteReviewers } from '../../../apps/api/src/modules/reviews/product-reviews/invite-reviewers.js';
import { TellOfAnswers } from '../../../apps/api/src/modules/reviews/questions/tell-of-answers.js';
import { TellOfReviews } from '../../../apps/api/src/modules/reviews/product-reviews/tell-of-reviews.js';
import type { PlacedBody } from '../../support/buyer.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { OrderDesk } from '../../support/order-desk.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { ReturnCounter } from '../../support/return-counter.js';
import { ReviewCounter } from '../../support/review-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface DeskItem {
  id: string;
  version: number;
  status: string;
  marked: string[];
  reports: { reason: string; words: string | null; ofAnswer: boolean }[];
  answerVersion: number;
  answerStatus: string;
  versions: { words: string | null }[];
  own: boolean;
}

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let returns: ReturnCounter;
let reviews: ReviewCounter;
let officer: Person;
let goods: SmallProduct & { slug: string };
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  returns = new ReturnCounter(shop, desk);
  reviews = new ReviewCounter(shop);
  officer = await people.officer('support');
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  const slug = `mam-${(made += 1)}`;
  goods = { ...(await shop.floor.product({ slug, seller: shop.seller, onHand: 50 })), slug };
});

const delivered = (): Promise<PlacedBody> => returns.delivered({ [goods.variantId]: 1 });
const written = async (wish: Record<string, unknown> = {}) => {
  const placed = await delivered();
  return { placed, ...(await reviews.written(placed, goods, wish)) };
};
const decide = (
  id: string,
  act: 'hiding' | 'showing' | 'answer-hiding' | 'answer-showing',
  body: object,
  by = officer,
): Promise<Told<object>> => callAs(shop.app, by, 'POST', `/admin/reviews/${id}/${act}`, body);
const waiting = async (): Promise<DeskItem[]> =>
  (await callAs<{ items: DeskItem[] }>(shop.app, officer, 'GET', '/admin/reviews')).body.items;
const device = (): Record<string, string> => ({ 'reader-token': randomBytes(32).toString('base64url') });
const vote = (id: string, headers: Record<string, string>, method = 'POST') =>
  callAs<{ helpfulCount: number; voted: boolean }>(
    shop.app,
    { headers },
    method,
    `/reviews/${id}/helpful-votes`,
    method === 'POST' ? {} : undefined,
  );

describe('a shop', () => {
  const list = (show = 'unanswered') =>
    callAs<{ items: { id: string; answer: string | null }[]; unanswered: number }>(
      shop.app,
      desk.owner,
      'GET',
      `/seller/${shop.seller.slug}/reviews?show=${show}`,
    );
  const answer = (id: string, words: string) =>
    callAs(shop.app, desk.owner, 'PUT', `/seller/${shop.seller.slug}/reviews/${id}/answer`, { words });

  it('answers a review once, changes the answer, and says no way around the floor', async () => {
    const { id } = await written();
    expect((await list()).body.items[0]).toMatchObject({ id, answer: null });
    expect((await answer(id, 'Gọi tôi 0912345678')).status).toBe(400);
    expect((await answer(id, 'Cảm ơn bạn.')).status).toBe(204);
    expect((await answer(id, 'Cảm ơn bạn nhiều.')).status).toBe(204);
    expect((await reviews.page(goods.slug)).items).toMatchObject([{ answer: 'Cảm ơn bạn nhiều.' }]);
    expect((await list('answered')).body.items[0]).toMatchObject({ id, answer: 'Cảm ơn bạn nhiều.' });
    expect((await list()).body.items.map((one) => one.id)).not.toContain(id);
    const other = await OrderDesk.of(shop, people, await shop.floor.seller(`khac-${made}`));
    const theirs = `/seller/${other.seller.slug}/reviews/${id}/answer`;
    expect((await callAs(shop.app, other.owner, 'PUT', theirs, { words: 'Của tôi' })).status).toBe(404);
  });

  it('answers nothing that is hidden', async () => {
    const { id } = await written();
    await decide(id, 'hiding', { version: 1, reason: 'off_topic' });
    expect((await answer(id, 'Cảm ơn.')).status).toBe(404);
  });
});

describe('a reader', () => {
  it('finds a review helpful once, by account or device, and takes it back', async () => {
    const { id } = await written();
    const [phone, person] = [device(), await people.person()];
    expect((await vote(id, phone)).body).toEqual({ helpfulCount: 1, voted: true });
    expect((await vote(id, phone)).body).toEqual({ helpfulCount: 1, voted: true });
    expect((await vote(id, person.headers)).body).toEqual({ helpfulCount: 2, voted: true });
    // The same device, now signed in, is still one voice.
    const { headers } = await people.person();
    expect((await vote(id, { ...headers, ...phone })).body.helpfulCount).toBe(2);
    expect((await vote(id, phone, 'DELETE')).body).toEqual({ helpfulCount: 1, voted: false });
    expect((await vote(id, {})).code).toBe('sign_in_required');
    expect((await vote(id, desk.owner.headers)).code).toBe('not_allowed');
    expect((await reviews.page(goods.slug, '?sort=helpful')).items).toMatchObject([{ helpfulCount: 1 }]);
  });

  it('many at once are each counted, and one many times only once', async () => {
    const { id } = await written();
    const mine = device();
    const voters = [mine, mine, mine, mine, ...Array.from({ length: 6 }, device)];
    expect((await Promise.all(voters.map((one) => vote(id, one)))).map(({ status }) => status)).toEqual(
      voters.map(() => 200),
    );
    expect((await vote(id, mine)).body.helpfulCount).toBe(7);
    await Promise.all([vote(id, mine, 'DELETE'), vote(id, mine, 'DELETE')]);
    expect((await vote(id, device())).body.helpfulCount).toBe(7);
  });

  it('reports what is wrong; an officer reads it and closes it, whatever they decide', async () => {
    const { id } = await written();
    const [headers, report] = [device(), { reason: 'abuse', words: 'Chửi người bán.' }];
    const send = () => callAs(shop.app, { headers }, 'POST', `/reviews/${id}/reports`, report);
    expect([(await send()).status, (await send()).status]).toEqual([204, 204]);
    expect((await waiting()).find((item) => item.id === id)?.reports).toEqual([
      { ...report, ofAnswer: false },
    ]);
    expect((await decide(id, 'showing', { version: 1 })).status).toBe(204);
    expect((await waiting()).map((item) => item.id)).not.toContain(id);
    expect((await send()).status).toBe(204);
    expect((await waiting()).map((item) => item.id)).toContain(id);
  });
});

describe('an officer', () => {
  it('takes a review off the page with a reason its author reads; an edit comes back through an officer', async () => {
    const { id, placed } = await written({ rating: 1 });
    expect((await decide(id, 'hiding', { version: 1, reason: 'other' })).status).toBe(400);
    const because = { version: 1, reason: 'abuse', words: 'Bỏ câu chửi thề.' };
    expect((await decide(id, 'hiding', because)).status).toBe(204);
    expect((await decide(id, 'hiding', because)).code).toBe('state_conflict');
    expect(await reviews.rating(goods.slug)).toEqual({ average: null, count: 0 });
    expect((await reviews.lines(placed))[0]?.review).toMatchObject({
      status: 'hidden',
      hiddenReason: 'abuse',
      hiddenWords: 'Bỏ câu chửi thề.',
    });
    const tell = shop.app.get(TellOfReviews);
    await tell.run({ of: 'hidden', reviewId: id, version: 1 });
    await tell.run({ of: 'hidden', reviewId: id, version: 1 });
    const told = (await readMessages(shop.database)).filter(
      ({ id: name }) => name === `review-hidden-${id}-1`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('Bỏ câu chửi thề.');
    await reviews.edit(placed, id, { rating: 2, words: 'Hơi mặn.' });
    expect((await waiting()).find((item) => item.id === id)).toMatchObject({
      status: 'held',
      version: 2,
      versions: [{ words: 'Khô dẻo, vừa miệng.' }],
    });
    expect((await decide(id, 'showing', { version: 2 })).status).toBe(204);
    expect(await reviews.rating(goods.slug)).toEqual({ average: 2, count: 1 });
  });

  it('sees what was marked, and lets it be read', async () => {
    const { id } = await written({ words: 'Uống vào trị bệnh gút hay lắm' });
    expect((await waiting()).find((item) => item.id === id)).toMatchObject({
      status: 'held',
      marked: ['trị bệnh'],
      own: false,
    });
    await decide(id, 'showing', { version: 1 });
    expect((await reviews.page(goods.slug)).summary.count).toBe(1);
  });

  it('decides about the words they read: hiding and editing at once, one of them is told to look again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, placed } = await written();
      const [hidden, edited] = await Promise.all([
        decide(id, 'hiding', { version: 1, reason: 'off_topic' }),
        reviews.edit(placed, id, { rating: 3, words: 'Đã sửa.' }),
      ]);
      const review = (await reviews.lines(placed))[0]?.review;
      // Hidden first: the edit waits for an officer. Edited first: the officer is told to read again.
      if (hidden.status === 204) expect([edited.status, review?.status]).toEqual([200, 'held']);
      else expect([hidden.code, edited.status, review?.status]).toEqual(['state_conflict', 200, 'shown']);
    }
  });

  it('takes the answer alone off the page, and its shop is told why; changed, it comes back through an officer', async () => {
    const { id } = await written();
    const answer = (words: string) =>
      callAs(shop.app, desk.owner, 'PUT', `/seller/${shop.seller.slug}/reviews/${id}/answer`, { words });
    const shown = async () => (await reviews.page(goods.slug)).items;
    const onDesk = async () => (await waiting()).find((item) => item.id === id);
    const report = { reason: 'abuse', ofAnswer: true };
    const send = () => callAs(shop.app, { headers: device() }, 'POST', `/reviews/${id}/reports`, report);
    // Nothing to decide about, and nothing to report.
    expect((await decide(id, 'answer-hiding', { version: 1, reason: 'abuse' })).status).toBe(404);
    expect((await send()).status).toBe(404);
    await answer('Khách gì mà lắm chuyện.');
    expect(await Promise.all([send(), send()]).then((all) => all.map(({ status }) => status))).toEqual([
      204, 204,
    ]);
    expect((await onDesk())?.reports).toHaveLength(2);
    // What is decided about the review leaves the answer's reports open.
    expect((await decide(id, 'showing', { version: 1 })).status).toBe(204);
    expect((await onDesk())?.reports).toHaveLength(2);
    expect((await decide(id, 'answer-hiding', { version: 1, reason: 'other' })).status).toBe(400);
    const because = { version: 1, reason: 'abuse', words: 'Bác nói nhẹ hơn.' };
    expect((await decide(id, 'answer-hiding', because)).status).toBe(204);
    expect((await decide(id, 'answer-hiding', because)).code).toBe('state_conflict');
    expect(await shown()).toMatchObject([{ id, answer: null, answeredAt: null }]);
    expect(await onDesk()).toBeUndefined();
    expect((await send()).status).toBe(404);
    const tell = shop.app.get(TellOfAnswers);
    const news = { of: 'answer_hidden', kind: 'review', id, version: 1 } as const;
    await tell.run(news);
    await tell.run(news);
    const told = (await readMessages(shop.database)).filter(
      ({ id: name }) => name === `answer-hidden-${id}-1`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(/Bác nói nhẹ hơn[^]*Khách gì mà lắm chuyện/);
    const path = `/seller/${shop.seller.slug}/reviews?show=answered`;
    const own = await callAs<{ items: object[] }>(shop.app, desk.owner, 'GET', path);
    expect(own.body.items[0]).toMatchObject({
      answerStatus: 'hidden',
      answerHiddenReason: 'abuse',
      answerHiddenWords: 'Bác nói nhẹ hơn.',
    });
    expect((await answer('Cảm ơn bạn đã góp ý.')).status).toBe(204);
    expect(await shown()).toMatchObject([{ answer: null }]);
    expect(await onDesk()).toMatchObject({ answerStatus: 'held', answerVersion: 2 });
    expect((await decide(id, 'answer-showing', { version: 1 })).code).toBe('state_conflict');
    expect((await decide(id, 'answer-showing', { version: 2 })).status).toBe(204);
    expect(await shown()).toMatchObject([{ answer: 'Cảm ơn bạn đã góp ý.' }]);
  });

  it('decides in no shop of theirs and in no other commune', async () => {
    const { id } = await written();
    const far = await people.officer('support', ['31825']);
    expect((await decide(id, 'hiding', { version: 1, reason: 'abuse' }, far)).status).toBe(404);
    const own = await people.officer('support');
    await people.member(own, shop.seller, ['orders']);
    expect((await decide(id, 'hiding', { version: 1, reason: 'abuse' }, own)).code).toBe('not_allowed');
    await callAs(shop.app, desk.owner, 'PUT', `/seller/${shop.seller.slug}/reviews/${id}/answer`, {
      words: 'Cảm ơn.',
    });
    const answer = { version: 1, reason: 'abuse' };
    expect((await decide(id, 'answer-hiding', answer, far)).status).toBe(404);
    expect((await decide(id, 'answer-hiding', answer, own)).code).toBe('not_allowed');
    expect((await reviews.page(goods.slug)).summary.count).toBe(1);
  });
});

describe('a purchase that is over', () => {
  const invite = (): Promise<number> => shop.app.get(InviteReviewers).run();

  it('brings one invitation, and none to a number that wants none', async () => {
    await shop.database.query(
      `UPDATE orders SET status = 'completed', status_changed_at = $1 WHERE status = 'confirmed'`,
      [new Date(SEEDED_AT.getTime() - 90 * DAY_MS)],
    );
    const complete = async (phone: string): Promise<PlacedBody> => {
      const placed = await shop.buyer.buy(
        { [goods.variantId]: 1 },
        { contact: { name: 'Nguyễn Thị Mẫu', phone, email: 'mau@example.vn' } },
      );
      const code = placed.orders[0]?.code ?? '';
      const { parcelId } = await desk.send(code);
      await desk.arrive(code, parcelId);
      await shop.buyer.call('POST', `/orders/${code}/receipt`, {}, { 'order-token': placed.accessToken });
      return placed;
    };
    const [first, other] = [await complete('0912345671'), await complete('0912345672')];
    expect(await invite()).toBe(0);
    shop.clock.advance(2 * DAY_MS);
    const code = other.orders[0]?.code ?? '';
    const refused = await shop.buyer.call<{ invited: boolean }>(
      'POST',
      `/orders/${code}/review-refusal`,
      {},
      { 'order-token': other.accessToken },
    );
    expect(refused.body.invited).toBe(false);
    expect(await Promise.all([invite(), invite()]).then(([a, b]) => a + b)).toBe(1);
    expect(await invite()).toBe(0);
    const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
      first.code,
    ]);
    await shop.app.get(TellOfReviews).run({ of: 'invited', orderGroupId: group?.id ?? '' });
    const told = (await readMessages(shop.database)).find(({ id }) => id.startsWith('review-invitation-'));
    expect(told?.text).toContain(`/don-hang/${first.code}?token=`);
  });
});
