import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TellOfLetter } from '../../../apps/api/src/modules/sellers/letters/tell-of-letter.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { readMessages } from '../../support/outbox.js';
import { pdfText } from '../../support/pdf-text.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

interface Sent {
  id: string;
  number: string;
  kind: string;
}

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
const clock = clockAtSeeding();
let approver: Person;
let owner: Person;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
});
beforeEach(async () => {
  clock.set(SEEDED_AT);
  approver = await people.officer('approver');
  owner = await people.person();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const decide = (slug: string, what: string, body: object = {}): Promise<number> =>
  applicants.call(approver, 'POST', `/admin/sellers/${slug}/${what}`, body).then(({ status }) => status);

async function lettersOf(slug: string, person = owner): Promise<Sent[]> {
  return (await applicants.call<{ items: Sent[] }>(person, 'GET', `/seller/${slug}/letters`)).body.items;
}

async function textOf(slug: string, letter: Sent | undefined): Promise<{ text: string; name: string }> {
  const answer = await fetch(`${app.url}/api/v1/seller/${slug}/letters/${letter?.id}.pdf`, {
    headers: owner.headers,
  });
  expect(answer.status).toBe(200);
  return {
    text: pdfText(Buffer.from(await answer.arrayBuffer())),
    name: answer.headers.get('content-disposition') ?? '',
  };
}

describe('the paper', () => {
  it('says in whole Vietnamese what is asked for, why, until when and on which grounds', async () => {
    const slug = await applicants.submitted(owner);
    const words = 'Ảnh bị lóa ở góc dưới; chụp lại cho rõ cả hai dòng số, chữ ký và dấu đỏ.';
    const items = [{ step: 'documents', field: 'registration', reason: 'unclear', words }];
    expect(await decide(slug, 'addition-requests', { items })).toBe(204);
    const [letter] = await lettersOf(slug);
    const { text, name } = await textOf(slug, letter);
    const legalName = 'Hợp tác xã Mẫu Đất Mũi';
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc',
      'Cà Mau, ngày 23 tháng 11 năm 2026',
      `Số: ${letter?.number}`,
      `THÔNG BÁO Về việc bổ sung hồ sơ gian hàng “${legalName}”`,
      `Kính gửi: ${legalName} Địa chỉ: Ấp Mẫu 1, Xã Đất Mũi`,
      'Căn cứ Luật Thương mại điện tử số 122/2025/QH15 ngày 10 tháng 12 năm 2025;',
      'Căn cứ Nghị định số 248/2026/NĐ-CP ngày 30 tháng 6 năm 2026 của Chính phủ;',
      'Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ;',
      `Căn cứ hồ sơ đăng ký gian hàng của ${legalName} gửi ngày 23/11/2026.`,
      `1. Giấy chứng nhận đăng ký: ảnh mờ, bị che hoặc thiếu trang. ${words}`,
      'bổ sung trước ngày 21/12/2026',
      `Nơi nhận: - ${legalName}; - Lưu hồ sơ gian hàng.`,
    ])
      expect.soft(text).toContain(said);
    // Every letter of the alphabet came through its font.
    expect(text).not.toContain('\uFFFD');
    expect(text).toBe(text.normalize('NFC'));
    expect(name).toMatch(/filename="thong-bao-\d\d-2026-tb-bshs\.pdf"/);
  });

  it('names the authority’s request among its grounds, and the notice it takes the place of', async () => {
    const slug = await applicants.approved(owner, approver);
    const notice = { reason: 'orders_not_served', words: 'Nhiều đơn bị bỏ' };
    await decide(slug, 'suspensions', notice);
    const first = (await lettersOf(slug)).find(({ kind }) => kind === 'suspension');
    expect((await textOf(slug, first)).text).toContain('tạm ngưng bán từ ngày 28/11/2026');
    const authority = 'Công văn 12/MẪU của cơ quan mẫu';
    await decide(slug, 'suspensions', { ...notice, authority });
    const second = (await lettersOf(slug)).find(({ kind, id }) => kind === 'suspension' && id !== first?.id);
    const { text } = await textOf(slug, second);
    expect(text).toContain('Căn cứ Luật Bảo vệ quyền lợi người tiêu dùng số 19/2023/QH15;');
    expect(text).toContain(`Căn cứ yêu cầu của cơ quan chức năng: ${authority}.`);
    expect(text).toContain('Thông báo này thay cho thông báo tạm ngưng đã gửi trước đó');
    expect(text).toContain('Đơn hàng đã nhận trước thời điểm tạm ngưng vẫn được giao');
  });
});

describe('the number', () => {
  const numbers = async (year: number): Promise<Record<string, number[]>> => {
    const rows = await database.query<{ sign: string; numbers: number[] }>(
      `SELECT sign, array_agg(number ORDER BY number) AS numbers FROM letters WHERE year = $1 GROUP BY sign`,
      [year],
    );
    return Object.fromEntries(rows.map((row) => [row.sign, row.numbers]));
  };

  it('counts by year and kind without a gap, also when many decide at once and half of it is refused', async () => {
    const owners = await people.persons(Array.from({ length: 9 }, () => ({})));
    const slugs: string[] = [];
    for (const person of owners) slugs.push(await applicants.checked(person, approver));
    const refusal = { reason: 'other', words: 'Chưa rõ' };
    const answers = await Promise.all(
      slugs.flatMap((slug) => [decide(slug, 'approval'), decide(slug, 'refusal', refusal), decide(slug, 'refusal', refusal)]), // prettier-ignore
    );
    expect(answers.filter((status) => status === 204)).toHaveLength(slugs.length);
    expect(answers.filter((status) => status === 409)).toHaveLength(2 * slugs.length);
    for (const counted of Object.values(await numbers(2026)))
      expect(counted).toEqual(counted.map((_, index) => index + 1));
  });

  it('begins anew with the year in Vietnam, and each kind by itself', async () => {
    const slug = await applicants.submitted(owner);
    // Half past midnight in Cà Mau, still the old year by the clock of the world.
    clock.set(new Date('2026-12-31T17:30:00Z'));
    approver = await people.officer('approver');
    await people.signIn(owner);
    await decide(slug, 'refusal', { reason: 'other', words: 'Chưa rõ' });
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    await applicants.check(approver, slug);
    await decide(slug, 'approval');
    expect((await lettersOf(slug)).map(({ number }) => number).sort()).toEqual([
      '01/2027/TB-DMGH',
      '01/2027/TB-TLHS',
    ]);
  });
});

describe('the message', () => {
  it('comes once, says where the letter is and nothing of what it says; whoever signs in there has it', async () => {
    const slug = await applicants.submitted(owner);
    await decide(slug, 'refusal', { reason: 'not_eligible', words: 'Chưa thuộc đối tượng' });
    const [letter] = await lettersOf(slug);
    const [job] = await database.query<{ data: { letterId: string } }>(
      `SELECT data FROM pgboss.job WHERE name = 'seller-letter' AND data ->> 'letterId' = $1`,
      [letter?.id],
    );
    for (const _ of [1, 2]) await app.get(TellOfLetter).run(job?.data.letterId ?? '');
    const messages = (await readMessages(database)).filter(({ id }) => id === `letter-${letter?.id}`);
    expect(messages).toHaveLength(1);
    const [{ to, text, short }] = messages as [(typeof messages)[number]];
    expect(to).toEqual({ phone: '+84912345678' });
    expect(text).toContain(`có thông báo số ${letter?.number}`);
    expect(text).not.toMatch(/đối tượng|duyệt|từ chối/);
    expect(short?.length).toBeLessThanOrEqual(300);
    const [link] = /https?:\S+/.exec(text) ?? [];
    expect(new URL(link ?? '').pathname).toBe(`/kenh-nguoi-ban/${slug}/thu`);
    expect((await textOf(slug, letter)).text).toContain('Chưa thuộc đối tượng');
  });
});
