import { randomBytes } from 'node:crypto';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TellOfQuestions } from '../../../apps/api/src/modules/reviews/index.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Question {
  id: string;
  words: string;
  askerName: string | null;
  answer: string | null;
  status?: string;
  version?: number;
  answerStatus?: string;
  answerVersion?: number;
  reports?: { reason: string; words: string | null; ofAnswer: boolean }[];
}
interface Questions {
  items: Question[];
  nextCursor: string | null;
}

let shop: SmallShop;
let people: People;
let owner: Person;
let officer: Person;
let asker: Person;
let slug: string;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  owner = await people.person();
  await people.member(owner, shop.seller);
  officer = await people.officer('support');
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  slug = `ruou-${(made += 1)}`;
  await shop.floor.product({ slug, seller: shop.seller });
  asker = await people.person({ name: 'Trần Văn Hỏi' });
});

const ask = (
  words: string,
  more: object = {},
  by: Person | null = asker,
): Promise<Told<{ status: string }>> =>
  callAs(shop.app, by, 'POST', `/products/${slug}/questions`, { words, ...more });
const page = async (query = ''): Promise<Questions> =>
  (await callAs<Questions>(shop.app, null, 'GET', `/products/${slug}/questions${query}`)).body;
const toShop = async (show = 'unanswered'): Promise<Question[]> =>
  (await callAs<Questions>(shop.app, owner, 'GET', `/seller/${shop.seller.slug}/questions?show=${show}`)).body
    .items;
const answer = (id: string, words: string): Promise<Told<object>> =>
  callAs(shop.app, owner, 'PUT', `/seller/${shop.seller.slug}/questions/${id}/answer`, { words });
const onDesk = async (show = 'waiting'): Promise<Question[]> =>
  (await callAs<Questions>(shop.app, officer, 'GET', `/admin/questions?show=${show}`)).body.items;
const decide = (
  id: string,
  act: 'hiding' | 'showing' | 'answer-hiding' | 'answer-showing',
  body: object,
): Promise<Told<object>> => callAs(shop.app, officer, 'POST', `/admin/questions/${id}/${act}`, body);
const told = async (id: string) => (await readMessages(shop.database)).filter((one) => one.id === id);

/** Asks, and gives the question as its shop sees it. */
async function asked(words = 'Khô để được bao lâu?'): Promise<Question> {
  expect((await ask(words, { showName: true })).status).toBe(201);
  const question = (await toShop()).find((one) => one.words === words);
  if (question === undefined) throw new Error('The shop was not asked');
  return question;
}

describe('a question to a shop', () => {
  it('is answered once for all, by the short form of a name, and both sides are told', async () => {
    const { id, askerName } = await asked();
    expect(askerName).toBe('T. V. Hỏi');
    expect(await page()).toEqual({ items: [], nextCursor: null });
    const tell = shop.app.get(TellOfQuestions);
    await tell.run({ questionId: id, of: 'asked' });
    await tell.run({ questionId: id, of: 'asked' });
    expect((await told(`question-asked-${id}`))[0]?.text).toContain('/kenh-nguoi-ban/rach-goc/hoi-dap');
    expect((await answer(id, 'Gọi 0912 345 678')).status).toBe(400);
    expect((await answer(id, 'Ngăn đá sáu tháng.')).status).toBe(204);
    expect((await page()).items).toMatchObject([
      { id, askerName: 'T. V. Hỏi', answer: 'Ngăn đá sáu tháng.' },
    ]);
    await tell.run({ questionId: id, of: 'answered' });
    expect((await told(`question-answered-${id}`))[0]?.to.phone).toBe(asker.phone);
    expect((await answer(id, 'Ngăn đá một năm.')).status).toBe(204);
    expect((await page()).items).toMatchObject([{ answer: 'Ngăn đá một năm.' }]);
    expect(
      await shop.database.query(
        `SELECT data->>'of' AS of FROM pgboss.job WHERE name = 'question-news' AND data->>'questionId' = $1 ORDER BY 1`,
        [id],
      ),
    ).toEqual([{ of: 'answered' }, { of: 'asked' }]);
  });

  it('is answered in English to whoever asked in English, and in Vietnamese to its shop', async () => {
    const english = { ...asker, headers: { ...asker.headers, 'accept-language': 'en' } };
    expect((await ask('How long does it keep?', {}, english)).status).toBe(201);
    const { id = '' } = (await toShop()).find(({ words }) => words === 'How long does it keep?') ?? {};
    const tell = shop.app.get(TellOfQuestions);
    await tell.run({ questionId: id, of: 'asked' });
    expect((await told(`question-asked-${id}`))[0]?.subject).toContain('Khách hỏi về');
    expect((await answer(id, 'Sáu tháng.')).status).toBe(204);
    await tell.run({ questionId: id, of: 'answered' });
    const [news] = await told(`question-answered-${id}`);
    expect(news?.subject).toMatch(/ has answered your question$/);
    expect(news?.text).toContain(`/en/san-pham/${slug}#hoi-dap`);
    expect((await decide(id, 'hiding', { reason: 'advertising', version: 2 })).status).toBe(204);
    await tell.run({ questionId: id, of: 'hidden' });
    expect((await told(`question-hidden-${id}`))[0]?.text).toMatch(
      /^An officer of the marketplace has taken down your question .*: it is advertising\./,
    );
  });

  it('is asked by somebody signed in, of another’s goods that are sold, and holds no way to reach anybody', async () => {
    expect((await ask('Có giao tận nơi không?', {}, null)).code).toBe('sign_in_required');
    expect((await ask('Có giao tận nơi không?', {}, owner)).code).toBe('not_allowed');
    expect((await ask('Gọi lại 0912345678 giúp em')).status).toBe(400);
    expect((await ask('Hả?')).status).toBe(400);
    await shop.database.query(`UPDATE products SET publication_status = 'withdrawn' WHERE slug = $1`, [slug]);
    expect((await ask('Có giao tận nơi không?')).status).toBe(404);
    expect(await toShop()).not.toContainEqual(expect.objectContaining({ words: 'Có giao tận nơi không?' }));
  });

  it('ten a day an account and no more, also all at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 13 }, (_, index) => ask(`Câu hỏi số ${index} của em`)),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(all.filter(({ code }) => code === 'rate_limited')).toHaveLength(3);
    shop.clock.advance(DAY_MS + 1);
    expect((await ask('Hôm sau em hỏi tiếp')).status).toBe(201);
  });

  it('that promises health waits for an officer before the shop hears of it', async () => {
    expect((await ask('Uống cái này trị bệnh gút được không?')).body.status).toBe('held');
    expect((await toShop()).map(({ words }) => words)).not.toContain('Uống cái này trị bệnh gút được không?');
    const [held] = await onDesk();
    expect(held).toMatchObject({ status: 'held', version: 1 });
    expect((await decide(held?.id ?? '', 'showing', { version: 1 })).status).toBe(204);
    expect((await toShop()).map(({ id }) => id)).toContain(held?.id);
  });

  it('is taken down with its answer for a reason whoever asked is told; never past an answer nobody read', async () => {
    const { id } = await asked('Bên em bán rẻ hơn, mua không?');
    await answer(id, 'Xin lỗi, không.');
    expect((await decide(id, 'hiding', { version: 1, reason: 'advertising' })).code).toBe('state_conflict');
    expect((await decide(id, 'hiding', { version: 2, reason: 'advertising' })).status).toBe(204);
    expect((await page()).items).toEqual([]);
    expect((await answer(id, 'Nói thêm.')).status).toBe(404);
    await shop.app.get(TellOfQuestions).run({ questionId: id, of: 'hidden' });
    expect((await told(`question-hidden-${id}`))[0]?.text).toContain('quảng cáo');
    expect((await onDesk('hidden')).map((one) => one.id)).toContain(id);
  });

  it('and its answer are reported by a guest and by an account, once each, and decided about one by one', async () => {
    const { id } = await asked('Khô này của ai làm?');
    const guest = { headers: { 'reader-token': randomBytes(32).toString('base64url') } };
    const report = (by: Person | typeof guest | null, body: object): Promise<Told<object>> =>
      callAs(shop.app, by, 'POST', `/questions/${id}/reports`, body);
    // Nobody reads it yet.
    expect((await report(guest, { reason: 'abuse' })).status).toBe(404);
    await answer(id, 'Của nhà tôi, ghé mà xem.');
    expect((await report(null, { reason: 'abuse' })).code).toBe('sign_in_required');
    expect((await report(guest, { reason: 'lạ' })).status).toBe(400);
    const words = 'Mời khách ra ngoài sàn.';
    const all = [
      report(guest, { reason: 'advertising', words, ofAnswer: true }),
      report(guest, { reason: 'advertising', words, ofAnswer: true }),
      report(asker, { reason: 'off_topic' }),
    ];
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([204, 204, 204]);
    const waits = async (): Promise<Question | undefined> => (await onDesk()).find((one) => one.id === id);
    expect((await waits())?.reports).toHaveLength(2);
    expect((await decide(id, 'showing', { version: 2 })).status).toBe(204);
    expect((await waits())?.reports).toEqual([{ reason: 'advertising', words, ofAnswer: true }]);
    expect((await decide(id, 'answer-hiding', { version: 1, reason: 'advertising' })).status).toBe(204);
    expect(await waits()).toBeUndefined();
    expect((await page()).items).toEqual([]);
    expect((await onDesk('hidden')).map((one) => one.id)).toContain(id);
    expect((await toShop('answered'))[0]).toMatchObject({ id, answerStatus: 'hidden' });
    expect((await answer(id, 'Của tổ hợp tác Rạch Gốc.')).status).toBe(204);
    expect((await page()).items).toEqual([]);
    expect(await waits()).toMatchObject({ answerStatus: 'held', answerVersion: 2 });
    expect((await decide(id, 'answer-showing', { version: 2 })).status).toBe(204);
    expect((await page()).items).toMatchObject([{ id, answer: 'Của tổ hợp tác Rạch Gốc.' }]);
  });

  it('is never shown with an answer nobody read, where it is taken down and changed at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id } = await asked(`Còn hàng lần ${round} không?`);
      await answer(id, 'Lời đầu.');
      const [hidden, changed] = await Promise.all([
        decide(id, 'answer-hiding', { version: 1, reason: 'off_topic' }),
        answer(id, 'Lời sau.'),
      ]);
      expect(changed.status).toBe(204);
      const question = (await toShop('answered')).find((one) => one.id === id);
      // Taken down first: the change waits for an officer. Changed first: the officer is told to read again.
      if (hidden.status === 204) expect(question?.answerStatus).toBe('held');
      else expect([hidden.code, question?.answerStatus]).toEqual(['state_conflict', 'shown']);
    }
  });

  it('comes page by page, the newest answer first', async () => {
    for (const words of ['Câu thứ nhất', 'Câu thứ hai', 'Câu thứ ba']) {
      const { id } = await asked(words);
      shop.clock.advance(1_000);
      await answer(id, `Trả lời ${words}`);
    }
    const first = await page('?limit=2');
    const rest = await page(`?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...rest.items].map(({ words }) => words)).toEqual([
      'Câu thứ ba',
      'Câu thứ hai',
      'Câu thứ nhất',
    ]);
    expect(rest.nextCursor).toBeNull();
  });
});
