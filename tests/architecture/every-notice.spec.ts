import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buyersDisputeNotice,
  shopsDisputeNotice,
  type NoticedDispute,
  type NoticedNews,
} from '../../apps/api/src/modules/orders/disputes/dispute-notice.js';
import { buyerNotice, type NoticeWords } from '../../apps/api/src/modules/orders/events/buyer-notice.js';
import type {
  NoticedEvent,
  NoticedOrder,
} from '../../apps/api/src/modules/orders/events/order-notice.sql.js';
import {
  endedByItselfNotice,
  newOrderNotice,
  takenBackNotice,
  unconfirmedNotice,
} from '../../apps/api/src/modules/orders/events/shop-notice.js';
import {
  askNotice,
  givenNotice,
  overdueNotice,
} from '../../apps/api/src/modules/orders/go-ahead/go-ahead-notice.js';
import { flagNotice } from '../../apps/api/src/modules/orders/flags/flag-notice.js';
import {
  arrivedNotice,
  givenWithoutCodeNotice,
  reminderNotice,
  shopReminderNotice,
  type NoticedPickup,
} from '../../apps/api/src/modules/orders/parcels/pickups/pickup-notice.js';
import { receiptNotice, refundNotice } from '../../apps/api/src/modules/orders/payment/payment-notice.js';
import {
  paidInAdvanceNotice,
  refundDueNotice,
} from '../../apps/api/src/modules/orders/payment/shop-money-notice.js';
import { linkNotice, placedNotice } from '../../apps/api/src/modules/orders/placed-notice.js';
import {
  unweighedNotice,
  weighedNotice,
  type WeighedOrder,
} from '../../apps/api/src/modules/orders/weighing/weighing-notice.js';
import {
  returnBuyerNotice,
  returnShopNotice,
  returnStaffNotice,
  type NoticedReturn,
} from '../../apps/api/src/modules/orders/returns/return-notice.js';
import { smsText } from '../../apps/api/src/platform/mail/sms-text.js';
import { smsParts } from '../support/sms-parts.js';

const root = join(import.meta.dirname, '..', '..');
const orders = join(root, 'apps/api/src/modules/orders');

/**
 * What is said of each status an axis can come to: the functions that say it, or the reason why nobody is told. The axes
 * are read from docs/orders.md, which a test keeps equal to the tables of allowed moves.
 */
const SAID: Readonly<Record<string, string>> = {
  'Order placed': 'placedNotice newOrderNotice',
  'Order confirmed': 'buyerNotice',
  'Order completed': 'silent: the goods came, or a week went by; there is nothing to do',
  'Order cancelled': 'buyerNotice takenBackNotice endedByItselfNotice unweighedNotice',
  'Fulfillment packing': 'silent: the buyer hears when it leaves',
  'Fulfillment handed_over': 'buyerNotice arrivedNotice',
  'Fulfillment delivered': 'buyerNotice givenWithoutCodeNotice',
  'Fulfillment unsent': 'buyerNotice',
  'Fulfillment refused': 'silent: whoever refused it was at the door; what goes back is told by refundNotice',
  'Fulfillment returned_to_sender': 'silent: the goods are on the shop’s own shelf',
  'Go asked': 'askNotice overdueNotice',
  'Go given': 'givenNotice',
  'Go waived': 'silent: the shop wrote it down itself',
  'Go refused': 'silent: the order is cancelled with it, and that is told',
  'Return requested': 'returnShopNotice',
  'Return agreed': 'returnBuyerNotice',
  'Return settled': 'returnBuyerNotice',
  'Return declined': 'returnBuyerNotice',
  'Return withdrawn': 'returnShopNotice',
  'Return escalated': 'returnBuyerNotice returnShopNotice returnStaffNotice',
  'Payment pending': 'silent: the confirmation of the purchase says how to pay',
  'Payment paid': 'receiptNotice paidInAdvanceNotice refundDueNotice',
  'Payment expired': 'silent: the order is cancelled with it, and that is told',
  'Payment failed': 'silent: the buyer is on the page of the gateway',
  'Payment refunded': 'silent: the refund itself is told',
  'Payment partly_refunded': 'silent: the refund itself is told',
  'Refund owed': 'refundNotice',
  'Refund sent': 'refundNotice',
  'Refund done': 'silent: a gateway gives back by itself, and the end of the order told of it',
  'Refund failed':
    'silent: the shop and the officers have it on their pages; the buyer’s money is still owed',
  'Dispute open': 'buyersDisputeNotice shopsDisputeNotice',
  'Dispute answered': 'buyersDisputeNotice',
  'Dispute escalated': 'buyersDisputeNotice shopsDisputeNotice',
  'Dispute taken': 'buyersDisputeNotice shopsDisputeNotice',
  'Dispute settled': 'buyersDisputeNotice shopsDisputeNotice',
  'Dispute withdrawn': 'shopsDisputeNotice',
  'Dispute decided': 'buyersDisputeNotice shopsDisputeNotice',
};

// As long as these get: an address of the province, a cooperative by its whole name.
const PUBLIC_URL = 'https://san-ocop.camau.gov.vn';
const CODE = 'XHPF27PMH4';
const GROUP = 'F5H3KT925H';
const TOKEN = 'a9GshIQC-_xomDQ9UF9mnYfEzoZt17iD5WoSSgW_mK8';
const LINK = `${PUBLIC_URL}/don-hang/${GROUP}?token=${TOKEN}`;
const ACCEPT = `${PUBLIC_URL}/nhan-don/${CODE}?token=${TOKEN}`;
const CONFIRM = `${PUBLIC_URL}/xac-nhan-don/${CODE}?token=${TOKEN}`;
const PAGE = `${PUBLIC_URL}/kenh-nguoi-ban/hop-tac-xa-nuoi-trong-thuy-san-tan-an/don-hang/${CODE}`;
const NAME = 'Nguyễn Trần Thị Ngọc Bưởi';
const TO = { name: NAME, link: LINK };

const order: NoticedOrder = {
  id: 'g',
  contactSealed: null,
  contactClear: null,
  groupCode: GROUP,
  orderId: 'o',
  orderCode: CODE,
  sellerId: 's',
  status: 'placed',
  reason: null,
  words: null,
  totalVnd: 12_345_678,
  amountVnd: 12_345_678,
  method: 'cod',
  paid: false,
  shopName: 'Hợp tác xã Nuôi trồng Thủy sản Tân Ân',
  shopSlug: 'hop-tac-xa-nuoi-trong-thuy-san-tan-an',
  shopPhone: '+84912345678',
  lines: [{ name: 'Tôm khô loại một, túi 500 g', quantity: 2 }],
};
const event = (axis: NoticedEvent['axis'], to: string, more: Partial<NoticedEvent> = {}): NoticedEvent => ({
  id: 'e',
  orderId: 'o',
  axis,
  subjectId: 's',
  to,
  actorKind: 'seller',
  carrier: null,
  trackingCode: null,
  refundVnd: null,
  unsentReason: null,
  unsentWords: null,
  unsent: null,
  ...more,
});
const facts = {
  id: 'g',
  contactSealed: null,
  contactClear: null,
  groupCode: GROUP,
  orderCode: CODE,
  shopName: order.shopName,
  shopPhone: order.shopPhone,
};
const receipt = {
  ...facts,
  amountVnd: 1_250_000,
  owedVnd: 2_500_000,
  netVnd: 1_250_000,
  expiresAt: new Date('2026-11-24T03:00:00Z'),
  refundVnd: 0,
  dueOn: null,
};
const weighed: WeighedOrder = {
  ...facts,
  open: true,
  method: 'bank_transfer',
  expiresAt: new Date('2026-11-24T03:00:00Z'),
  shippingFeeVnd: 30_000,
  discountVnd: 10_000,
  totalVnd: 1_234_500,
  orderedTotalVnd: 1_400_000,
  refundsVnd: 50_000,
  lines: [{ name: 'Cua thịt', quantity: 2, grams: 1_130, kgPriceVnd: 350_000, totalVnd: 395_500 }],
};
const pickup: NoticedPickup = {
  parcelId: 'p',
  orderId: 'o',
  status: 'handed_over',
  since: new Date('2026-11-23T03:00:00Z'),
  withoutCode: 'papers_shown',
  point: 'Điểm du lịch cộng đồng Rạch Gốc',
  hours: null,
};
const dispute: NoticedDispute = {
  orderCode: CODE,
  shopName: order.shopName,
  kind: 'not_as_described',
  outcome: 'refund',
  outcomeVnd: 150_000,
  firstReplyBy: '2026-11-25',
  resolveBy: '2026-12-07',
};
const back: NoticedReturn = {
  reason: 'not_as_described',
  answerBy: new Date('2026-11-26T17:00:00Z'),
  goods: 'back',
  declineReason: 'goods_differ',
  declineWords: 'Hàng gửi về là loại khác',
  refundVnd: 1_250_000,
  lines: order.lines,
};
const MOVED = ['requested', 'agreed', 'settled', 'declined', 'withdrawn', 'escalated'];
const money = { orderCode: CODE, amountVnd: 1_250_000, refundVnd: 70_000, dueOn: '2026-12-23' };
const waiting = { code: '482913', keptUntil: '2026-11-30' };

interface Case {
  /** The function that said it. */
  by: string;
  what: string;
  to: 'buyer' | 'shop' | 'officer';
  words: NoticeWords | null;
  code: string;
  link: string;
}

const said = (
  by: string,
  to: Case['to'],
  all: Readonly<Record<string, NoticeWords | null>>,
  { code = CODE, link = to === 'buyer' ? LINK : PAGE }: { code?: string; link?: string } = {},
): Case[] => Object.entries(all).map(([what, words]) => ({ by, what, to, words, code, link }));

const ofOrder = (told: NoticedEvent, more: Partial<NoticedOrder> = {}): NoticeWords | null =>
  buyerNotice(told, { ...order, ...more }, NAME, LINK);
const cancelled = (reason: string, refundVnd: number | null = null): NoticeWords | null =>
  ofOrder(event('order', 'cancelled', { refundVnd, actorKind: reason === 'buyer' ? 'buyer' : 'seller' }), {
    reason,
  });
const news: Readonly<Record<string, NoticedNews>> = {
  open: { of: 'status', to: 'open', by: 'buyer' },
  answered: { of: 'status', to: 'answered', by: 'seller' },
  'escalated by time': { of: 'status', to: 'escalated', by: 'worker' },
  escalated: { of: 'status', to: 'escalated', by: 'buyer' },
  taken: { of: 'status', to: 'taken', by: 'officer' },
  settled: { of: 'status', to: 'settled', by: 'seller' },
  withdrawn: { of: 'status', to: 'withdrawn', by: 'buyer' },
  decided: { of: 'status', to: 'decided', by: 'officer' },
  'a message of an officer': { of: 'message', by: 'officer' },
  'a message of the shop': { of: 'message', by: 'seller' },
  'a message of the buyer': { of: 'message', by: 'buyer' },
  overdue: { of: 'overdue' },
};
const ofDispute = (by: (one: NoticedNews) => NoticeWords | null): Record<string, NoticeWords | null> =>
  Object.fromEntries(Object.entries(news).map(([what, one]) => [what, by(one)]));

const CASES: readonly Case[] = [
  ...said(
    'placedNotice',
    'buyer',
    {
      'by transfer, by weight': placedNotice(
        {
          ...facts,
          code: GROUP,
          totalVnd: 12_345_678,
          orders: [
            {
              code: CODE,
              seller: order.shopName,
              totalVnd: 12_345_678,
              method: 'bank_transfer',
              expiresAt: null,
              waits: true,
            },
          ],
        } as Parameters<typeof placedNotice>[0],
        NAME,
        LINK,
      ),
    },
    { code: GROUP },
  ),
  ...said('linkNotice', 'buyer', { 'asked for': linkNotice(GROUP, NAME, LINK) }, { code: GROUP }),
  ...said('buyerNotice', 'buyer', {
    'taken on': ofOrder(event('order', 'confirmed')),
    'on its way': ofOrder(
      event('fulfillment', 'handed_over', { carrier: 'Nhà xe Phương Trang', trackingCode: 'FUTA123456789' }),
    ),
    'on its way, nobody says how': ofOrder(event('fulfillment', 'handed_over'), { method: 'bank_transfer' }),
    delivered: ofOrder(event('fulfillment', 'delivered')),
    'the rest cannot be sent': ofOrder(
      event('fulfillment', 'unsent', {
        refundVnd: 150_000,
        unsentReason: 'out_of_stock',
        unsent: [{ name: 'Tôm khô', quantity: 1 }],
      }),
    ),
    'the rest cannot be sent, nothing paid': ofOrder(
      event('fulfillment', 'unsent', { unsentReason: 'cannot_deliver', unsent: [] }),
    ),
    ...Object.fromEntries(
      [
        'unpaid',
        'unconfirmed',
        'refused',
        'out_of_stock',
        'cannot_deliver',
        'buyer_asked',
        'unreachable',
        'suspicious',
        'other',
      ].flatMap((reason) => [
        [`cancelled, ${reason}`, cancelled(reason)],
        [`cancelled, ${reason}, money back`, cancelled(reason, 1_250_000)],
      ]),
    ),
    'taken back, money back': cancelled('buyer', 1_250_000),
  }),
  ...said('newOrderNotice', 'shop', {
    cash: newOrderNotice(order, { accept: ACCEPT, page: PAGE }),
    'paid in advance': newOrderNotice({ ...order, method: 'bank_transfer' }, { accept: ACCEPT, page: PAGE }),
  }),
  ...said('takenBackNotice', 'shop', { 'taken back': takenBackNotice(order, PAGE) }),
  ...said('endedByItselfNotice', 'shop', {
    'not taken on': endedByItselfNotice(order, { hours: 72, undone: 'confirmed' }, PAGE),
    'not weighed': endedByItselfNotice(order, { hours: 72, undone: 'weighed' }, PAGE),
  }),
  ...said('unconfirmedNotice', 'officer', { 'nobody takes it on': unconfirmedNotice(order, 72, PAGE) }),
  ...said('paidInAdvanceNotice', 'shop', {
    'the money is there': paidInAdvanceNotice(money, { accept: ACCEPT, page: PAGE }),
  }),
  ...said('refundDueNotice', 'shop', { 'too much came': refundDueNotice(money, PAGE) }),
  ...said('receiptNotice', 'buyer', {
    early: receiptNotice({ ...receipt, outcome: 'early' }, TO),
    'too little': receiptNotice({ ...receipt, outcome: 'under' }, TO),
    withdrawn: receiptNotice({ ...receipt, outcome: 'withdrawn' }, TO),
    ...Object.fromEntries(
      (['settled', 'over', 'late', 'too_late', 'double'] as const).map((outcome) => [
        outcome,
        receiptNotice({ ...receipt, outcome, ...(outcome === 'settled' ? {} : money) }, TO),
      ]),
    ),
  }),
  ...said('refundNotice', 'buyer', {
    owed: refundNotice({ ...facts, ...money, reference: null }, 'owed', TO),
    sent: refundNotice({ ...facts, ...money, reference: 'FT26327123456' }, 'sent', TO),
  }),
  ...said('weighedNotice', 'buyer', {
    'by transfer': weighedNotice(weighed, NAME, LINK),
    'in cash': weighedNotice({ ...weighed, method: 'cod', expiresAt: null }, NAME, LINK),
  }),
  ...said('unweighedNotice', 'buyer', {
    'money back': unweighedNotice(weighed, NAME, LINK),
    'nothing paid': unweighedNotice({ ...weighed, refundsVnd: 0 }, NAME, LINK),
  }),
  ...said(
    'flagNotice',
    'buyer',
    Object.fromEntries(
      (['certificate_revoked', 'taken_down', 'shop_suspended'] as const).map((reason) => [
        reason,
        flagNotice(
          {
            ...facts,
            code: GROUP,
            lines: [
              {
                orderCode: CODE,
                productName: 'Tôm khô',
                shopName: order.shopName,
                shopPhone: order.shopPhone,
              },
            ],
          },
          reason,
          NAME,
          LINK,
        ),
      ]),
    ),
    { code: GROUP },
  ),
  ...said('arrivedNotice', 'buyer', { 'it is there': arrivedNotice(order, pickup, { ...TO, waiting }) }),
  ...said('reminderNotice', 'buyer', { 'it waits': reminderNotice(order, pickup, { ...TO, waiting }) }),
  ...said(
    'askNotice',
    'buyer',
    {
      asked: askNotice(order, { name: NAME, confirm: CONFIRM, again: false }),
      reminded: askNotice(order, { name: NAME, confirm: CONFIRM, again: true }),
    },
    { link: CONFIRM },
  ),
  ...said('givenNotice', 'shop', { 'the word came': givenNotice(order, PAGE) }),
  ...said('overdueNotice', 'shop', { 'no word came': overdueNotice(order, { hours: 24, page: PAGE }) }),
  ...said('shopReminderNotice', 'shop', {
    'nobody came': shopReminderNotice(order, pickup, waiting.keptUntil, PAGE),
  }),
  ...said('givenWithoutCodeNotice', 'buyer', {
    'without the code': givenWithoutCodeNotice(order, pickup, NAME, LINK),
  }),
  ...said(
    'buyersDisputeNotice',
    'buyer',
    ofDispute((one) => buyersDisputeNotice(one, dispute, LINK)),
  ),
  ...said(
    'shopsDisputeNotice',
    'shop',
    ofDispute((one) => shopsDisputeNotice(one, dispute, PAGE)),
  ),
  ...said(
    'returnBuyerNotice',
    'buyer',
    Object.fromEntries(MOVED.map((to) => [to, returnBuyerNotice(to, order, back, TO)])),
  ),
  ...said(
    'returnShopNotice',
    'shop',
    Object.fromEntries(MOVED.map((to) => [to, returnShopNotice(to, order, back, PAGE)])),
  ),
  ...said('returnStaffNotice', 'officer', { 'nobody answers': returnStaffNotice(order, back, PAGE) }),
];
const TOLD = CASES.filter((one): one is Case & { words: NoticeWords } => one.words !== null);

describe('every status of every axis', () => {
  const statuses = readFileSync(join(root, 'docs/orders.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const axis = /^\w+/.exec(section)?.[0] ?? '';
      return [...section.matchAll(/--> (\w+)/g)].map(([, status = '']) => `${axis} ${status}`);
    });

  it('is told of, or there is a reason why not', () => {
    expect(new Set(statuses).size).toBeGreaterThan(20);
    expect([...new Set(statuses)].filter((status) => SAID[status] === undefined)).toEqual([]);
    expect(Object.keys(SAID).filter((status) => !statuses.includes(status))).toEqual([]);
  });

  it('is told of by a function that is tried here', () => {
    const tried = new Set(TOLD.map(({ by }) => by));
    const named = Object.values(SAID).flatMap((words) =>
      words.startsWith('silent: ') ? [] : words.split(' '),
    );
    expect(named.filter((name) => !tried.has(name))).toEqual([]);
  });
});

it('no words are left untried: every function that makes a notice is here', async () => {
  const files = readdirSync(orders, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /-notice\.ts$/.test(name),
  );
  const made: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(orders, file), 'utf8');
    if (!text.includes('NoticeWords')) continue;
    made.push(
      ...[...text.matchAll(/^export (?:function|const) (\w+Notice)\b/gm)].map(([, name = '']) => name),
    );
  }
  expect(made.length).toBeGreaterThan(15);
  const tried = new Set(TOLD.map(({ by }) => by));
  expect(made.filter((name) => !tried.has(name))).toEqual([]);
});

describe.each(TOLD)('$by, $what', ({ to, words: { subject, text, short }, code, link }) => {
  it('reads well', () => {
    const links = [link, ACCEPT];
    expect(subject).toContain(code);
    expect(subject.length).toBeLessThanOrEqual(110);
    // What is shown on a locked screen names nobody and no number of theirs.
    expect(subject).not.toMatch(/Bưởi|0912|\+84/);
    expect(text).toContain(link);
    for (const said of [subject, text, short]) {
      expect(said).not.toMatch(/undefined|null|NaN|\$\{|\[object|Invalid/);
      // An amount stands with its points; a telephone number as people here write it.
      expect(said).not.toMatch(/\d{4,}\s?₫|\+84/);
      expect(said).not.toMatch(/ {2}|\.\.|,,| [,.;:!?]|\( | \)/);
      // A full stop behind a link becomes part of it.
      for (const one of links) expect(said).not.toMatch(new RegExp(`${one.replace('?', '[?]')}[.,;]`));
    }
    expect(text.endsWith('\n')).toBe(true);
    expect(text).not.toMatch(/quý khách|\bmày\b|\bbạn nhé\b/i);
    if (to === 'buyer') expect(text).not.toMatch(/\bbác\b/i);
    if (to === 'shop') expect(text).not.toMatch(/\bbạn\b/i);
    if (to === 'officer') expect(text).toMatch(/anh\/chị/);
  });

  it('goes to a telephone in two parts at most, with its link whole', () => {
    const sms = smsText(short);
    expect(smsParts(sms), sms).toBeLessThanOrEqual(2);
    expect(sms.length).toBeLessThanOrEqual(300);
    expect([link, ACCEPT].some((one) => sms.includes(one))).toBe(true);
    expect(sms).toContain(code);
    // No letter that a telephone lacks.
    expect(sms.split('?').length).toBe(short.split('?').length);
  });
});
