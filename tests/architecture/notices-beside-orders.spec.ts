import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as englishReviews from '../../apps/api/src/modules/reviews/product-reviews/english-review-notice.js';
import * as reviews from '../../apps/api/src/modules/reviews/product-reviews/review-notice.js';
import * as englishQuestions from '../../apps/api/src/modules/reviews/questions/english-question-notice.js';
import * as questions from '../../apps/api/src/modules/reviews/questions/question-notice.js';
import { englishReportNotice } from '../../apps/api/src/modules/reviews/reports/english-report-notice.js';
import { reportNotice } from '../../apps/api/src/modules/reviews/reports/report-notice.js';
import { photoNotice } from '../../apps/api/src/modules/tourism/photos/photo-notice.js';
import { englishVisitNotice } from '../../apps/api/src/modules/tourism/visits/english-visit-notice.js';
import { visitNotice } from '../../apps/api/src/modules/tourism/visits/visit-notice.js';
import { smsText } from '../../apps/api/src/platform/mail/sms-text.js';
import { GROUP, NAME, order, PUBLIC_URL, TOKEN } from '../support/notice-facts.js';
import { smsParts } from '../support/sms-parts.js';

const MODULES = join(import.meta.dirname, '../../apps/api/src/modules');

// As long as these get.
const SHOP = order.shopName;
const POINT = 'Khu du lịch sinh thái cộng đồng Đất Mũi';
const PRODUCT = 'Tôm khô loại một, túi 500 g';
const visitLink = (start = ''): string =>
  `${PUBLIC_URL}${start}/hen-ghe-tham/018f4c3a-9d1e-7cc0-8000-3b5f9a1c2d4e?token=${TOKEN}`;
const productLink = (start = ''): string =>
  `${PUBLIC_URL}${start}/san-pham/tom-kho-loai-mot-tui-500-g/hoi-dap`;
const reviewLink = `${PUBLIC_URL}/don-hang/${GROUP}/danh-gia/XHPF27PMH4?token=${TOKEN}`;
const ANSWER = 'Hôm đó nước kém, ghe không vào được, mời bạn chọn ngày khác.';

const visit = { shop: SHOP, point: POINT, day: '2026-12-05', people: 40, answer: ANSWER };
const question = { product: PRODUCT, words: 'Để được bao lâu?', shopName: SHOP };
const hidden = { ...question, reason: 'personal_data', hiddenWords: ANSWER } as const;
const review = { product: PRODUCT, reason: 'health_claim', words: ANSWER, mayEdit: true } as const;
const purchase = { groupCode: GROUP, name: NAME, products: [PRODUCT, PRODUCT] };
const report = {
  ...{ no: 12_345, subject: PRODUCT, takeBy: '2026-12-01', resolveBy: '2026-12-20' },
  ...{ outcome: 'suspended', answer: ANSWER },
};

interface Words {
  subject: string;
  text: string;
  short: string;
}

/** Every notice of visits, photographs, reviews, questions and reports, by the function that says it. */
const CASES: readonly (readonly [by: string, link: string, words: Words])[] = [
  ...(['requested', 'withdrawn', 'asked', 'confirmed', 'declined'] as const).map(
    (status) => ['visitNotice', visitLink(), visitNotice(visit, status, visitLink())] as const,
  ),
  ...(['asked', 'confirmed', 'declined'] as const).map(
    (news) =>
      ['englishVisitNotice', visitLink('/en'), englishVisitNotice(visit, news, visitLink('/en'))] as const,
  ),
  [
    'photoNotice',
    `${PUBLIC_URL}/tai-khoan/diem-du-lich/dat-mui/anh`,
    photoNotice(
      { point: POINT, alt: 'Cầu gỗ', reason: ANSWER.repeat(4) },
      `${PUBLIC_URL}/tai-khoan/diem-du-lich/dat-mui/anh`,
    ),
  ],
  ['hiddenNotice', reviewLink, reviews.hiddenNotice(review, reviewLink)],
  ['englishHiddenNotice', reviewLink, englishReviews.englishHiddenNotice(review, reviewLink)],
  ['invitationNotice', reviewLink, reviews.invitationNotice(purchase, reviewLink)],
  ['englishInvitationNotice', reviewLink, englishReviews.englishInvitationNotice(purchase, reviewLink)],
  ['askedNotice', productLink(), questions.askedNotice(question, productLink())],
  ['answeredNotice', productLink(), questions.answeredNotice(question, productLink())],
  [
    'englishAnsweredNotice',
    productLink('/en'),
    englishQuestions.englishAnsweredNotice(question, productLink('/en')),
  ],
  ['hiddenQuestionNotice', productLink(), questions.hiddenQuestionNotice(hidden, productLink())],
  [
    'englishHiddenQuestionNotice',
    productLink('/en'),
    englishQuestions.englishHiddenQuestionNotice(hidden, productLink('/en')),
  ],
  [
    'hiddenAnswerNotice',
    productLink(),
    questions.hiddenAnswerNotice({ ...hidden, kind: 'review', answer: ANSWER }, productLink()),
  ],
  ...(['received', 'taken', 'decided'] as const).flatMap((of) => [
    ['reportNotice', productLink(), reportNotice(of, report, productLink())] as const,
    ['englishReportNotice', productLink('/en'), englishReportNotice(of, report, productLink('/en'))] as const,
  ]),
];

it('no words are left untried: every function that makes a notice in these rooms is here', () => {
  const made = ['reviews', 'tourism'].flatMap((room) =>
    readdirSync(join(MODULES, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('-notice.ts'))
      .flatMap((name) => [
        ...readFileSync(join(MODULES, room, name), 'utf8').matchAll(
          /^export (?:function|const) (\w+Notice)\b/gm,
        ),
      ])
      .map(([, name = '']) => name),
  );
  const tried = new Set(CASES.map(([by]) => by));
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter((name) => !tried.has(name))).toEqual([]);
});

describe.each(CASES)('%s', (by, link, { subject, text, short }) => {
  it('reads well, and goes to a telephone in two parts at most', () => {
    expect(subject.length).toBeLessThanOrEqual(110);
    expect(text).toContain(link);
    expect(text.at(-1)).toBe('\n');
    for (const said of [subject, text, short]) {
      expect(said).not.toMatch(/undefined|null|NaN|\$\{|\[object|Invalid/);
      expect(said).not.toMatch(/ {2}|\.\.|,,| [,.;:!?]|\( | \)/);
      // A full stop behind a link becomes part of it.
      expect(said).not.toContain(`${link}.`);
    }
    // In English what is left of Vietnamese is names, and what somebody wrote.
    if (by.startsWith('english')) expect(short).not.toMatch(/bạn|khách|đã|sàn/i);
    const sms = smsText(short);
    expect(smsParts(sms), sms).toBeLessThanOrEqual(2);
    expect(sms.split('?').length).toBe(short.split('?').length);
  });
});
