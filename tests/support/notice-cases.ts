import { ENGLISH, VIETNAMESE } from './notice-languages.js';
import { givenNotice, overdueNotice } from '../../apps/api/src/modules/orders/go-ahead/go-ahead-notice.js';
import {
  shopsDisputeNotice,
  type NoticedNews,
} from '../../apps/api/src/modules/orders/disputes/dispute-notice.js';
import { type NoticeWords } from '../../apps/api/src/modules/orders/events/buyer-notice.js';
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
import { shopReminderNotice } from '../../apps/api/src/modules/orders/parcels/pickups/pickup-notice.js';
import {
  depositNotice,
  paidInAdvanceNotice,
  refundDueNotice,
} from '../../apps/api/src/modules/orders/payment/shop-money-notice.js';
import {
  returnShopNotice,
  returnStaffNotice,
} from '../../apps/api/src/modules/orders/returns/return-notice.js';
import {
  CODE,
  GROUP,
  LINK,
  ACCEPT,
  PAGE,
  NAME,
  TO,
  invoice,
  NEWS,
  order,
  event,
  facts,
  receipt,
  weighed,
  pickup,
  dispute,
  back,
  MOVED,
  money,
  waiting,
} from './notice-facts.js';

/** One notice, as its reader has it. */
export interface NoticeCase {
  /** The function that said it. */
  by: string;
  what: string;
  to: 'buyer' | 'shop' | 'officer';
  words: NoticeWords | null;
  code: string;
  link: string;
}

const sayings = (
  by: string,
  to: NoticeCase['to'],
  all: Readonly<Record<string, NoticeWords | null>>,
  { code = CODE, link = to === 'buyer' ? LINK : PAGE }: { code?: string; link?: string } = {},
): NoticeCase[] => Object.entries(all).map(([what, words]) => ({ by, what, to, words, code, link }));

const cancelled = (
  reason: string,
  refundVnd: number | null = null,
): [NoticedEvent, Partial<NoticedOrder>] => [
  event('order', 'cancelled', { refundVnd, actorKind: reason === 'buyer' ? 'buyer' : 'seller' }),
  { reason },
];
const ofDispute = (by: (one: NoticedNews) => NoticeWords | null): Record<string, NoticeWords | null> =>
  Object.fromEntries(Object.entries(NEWS).map(([what, one]) => [what, by(one)]));

const casesIn = (say: typeof VIETNAMESE): readonly NoticeCase[] => {
  const ofOrder = (told: NoticedEvent, more: Partial<NoticedOrder> = {}): NoticeWords | null =>
    say.buyerNotice(told, { ...order, ...more }, NAME, LINK);
  return [
    ...sayings(
      'placedNotice',
      'buyer',
      {
        'by transfer, by weight': say.placedNotice(
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
                depositVnd: null,
                expiresAt: null,
                waits: true,
              },
            ],
          },
          NAME,
          LINK,
        ),
        'a deposit first': say.placedNotice(
          {
            ...facts,
            code: GROUP,
            totalVnd: 12_345_678,
            orders: [
              {
                code: CODE,
                seller: order.shopName,
                totalVnd: 12_345_678,
                method: 'cod',
                depositVnd: 3_704_000,
                expiresAt: '2026-11-24T03:00:00Z',
                waits: false,
              },
            ],
          },
          NAME,
          LINK,
        ),
      },
      { code: GROUP },
    ),
    ...sayings('linkNotice', 'buyer', { 'asked for': say.linkNotice(GROUP, NAME, LINK) }, { code: GROUP }),
    ...sayings('buyerNotice', 'buyer', {
      'taken on': ofOrder(event('order', 'confirmed')),
      'on its way': ofOrder(
        event('fulfillment', 'handed_over', {
          carrier: 'Nhà xe Phương Trang',
          trackingCode: 'FUTA123456789',
        }),
      ),
      'on its way, nobody says how': ofOrder(event('fulfillment', 'handed_over'), {
        method: 'bank_transfer',
      }),
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
          [`cancelled, ${reason}`, ofOrder(...cancelled(reason))],
          [`cancelled, ${reason}, money back`, ofOrder(...cancelled(reason, 1_250_000))],
        ]),
      ),
      'taken back, money back': ofOrder(...cancelled('buyer', 1_250_000)),
    }),
    ...sayings('newOrderNotice', 'shop', {
      cash: newOrderNotice(order, { accept: ACCEPT, page: PAGE }),
      'paid in advance': newOrderNotice(
        { ...order, method: 'bank_transfer' },
        { accept: ACCEPT, page: PAGE },
      ),
      'a deposit first': newOrderNotice(
        { ...order, depositDueVnd: 3_704_000 },
        { accept: ACCEPT, page: PAGE },
      ),
    }),
    ...sayings('takenBackNotice', 'shop', { 'taken back': takenBackNotice(order, PAGE) }),
    ...sayings('endedByItselfNotice', 'shop', {
      'not taken on': endedByItselfNotice(order, { hours: 72, undone: 'confirmed' }, PAGE),
      'not weighed': endedByItselfNotice(order, { hours: 72, undone: 'weighed' }, PAGE),
    }),
    ...sayings('unconfirmedNotice', 'officer', { 'nobody takes it on': unconfirmedNotice(order, 72, PAGE) }),
    ...sayings('paidInAdvanceNotice', 'shop', {
      'the money is there': paidInAdvanceNotice(money, { accept: ACCEPT, page: PAGE }),
    }),
    ...sayings('depositNotice', 'shop', {
      'the deposit is there': depositNotice(money, { accept: ACCEPT, page: PAGE }),
    }),
    ...sayings('refundDueNotice', 'shop', { 'too much came': refundDueNotice(money, PAGE) }),
    ...sayings('receiptNotice', 'buyer', {
      early: say.receiptNotice({ ...receipt, outcome: 'early' }, TO),
      'too little': say.receiptNotice({ ...receipt, outcome: 'under' }, TO),
      withdrawn: say.receiptNotice({ ...receipt, outcome: 'withdrawn' }, TO),
      'withdrawn, the deposit stays': say.receiptNotice(
        { ...receipt, outcome: 'withdrawn', doorVnd: 900_000 },
        TO,
      ),
      'a deposit': say.receiptNotice({ ...receipt, outcome: 'deposit', doorVnd: 900_000 }, TO),
      'more than a deposit': say.receiptNotice(
        { ...receipt, ...money, outcome: 'double', doorVnd: 900_000 },
        TO,
      ),
      ...Object.fromEntries(
        (['settled', 'over', 'late', 'too_late', 'double'] as const).map((outcome) => [
          outcome,
          say.receiptNotice(
            { ...receipt, outcome, ...(outcome === 'settled' ? {} : money), doorVnd: null },
            TO,
          ),
        ]),
      ),
    }),
    ...sayings('refundNotice', 'buyer', {
      owed: say.refundNotice({ ...facts, ...money, reference: null }, 'owed', TO),
      sent: say.refundNotice({ ...facts, ...money, reference: 'FT26327123456' }, 'sent', TO),
    }),
    ...sayings('weighedNotice', 'buyer', {
      'by transfer': say.weighedNotice(weighed, NAME, LINK),
      'in cash': say.weighedNotice({ ...weighed, method: 'cod', expiresAt: null }, NAME, LINK),
    }),
    ...sayings('unweighedNotice', 'buyer', {
      'money back': say.unweighedNotice(weighed, NAME, LINK),
      'nothing paid': say.unweighedNotice({ ...weighed, refundsVnd: 0 }, NAME, LINK),
    }),
    ...sayings(
      'flagNotice',
      'buyer',
      Object.fromEntries(
        (['certificate_revoked', 'taken_down', 'shop_suspended'] as const).map((reason) => [
          reason,
          say.flagNotice(
            {
              ...facts,
              code: GROUP,
              lines: [
                {
                  ...facts,
                  productName: 'Tôm khô',
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
    ...sayings('arrivedNotice', 'buyer', {
      'it is there': say.arrivedNotice(order, pickup, { ...TO, waiting }),
    }),
    ...sayings('reminderNotice', 'buyer', {
      'it waits': say.reminderNotice(order, pickup, { ...TO, waiting }),
    }),
    ...sayings('shopReminderNotice', 'shop', {
      'nobody came': shopReminderNotice(order, pickup, waiting.keptUntil, PAGE),
    }),
    ...sayings('givenWithoutCodeNotice', 'buyer', {
      'without the code': say.givenWithoutCodeNotice(order, pickup, NAME, LINK),
    }),
    ...sayings(
      'buyersDisputeNotice',
      'buyer',
      ofDispute((one) => say.buyersDisputeNotice(one, dispute, LINK)),
    ),
    ...sayings(
      'shopsDisputeNotice',
      'shop',
      ofDispute((one) => shopsDisputeNotice(one, dispute, PAGE)),
    ),
    ...sayings(
      'returnBuyerNotice',
      'buyer',
      Object.fromEntries(MOVED.map((to) => [to, say.returnBuyerNotice(to, order, back, TO)])),
    ),
    ...sayings(
      'returnShopNotice',
      'shop',
      Object.fromEntries(MOVED.map((to) => [to, returnShopNotice(to, order, back, PAGE)])),
    ),
    ...sayings('returnStaffNotice', 'officer', { 'nobody answers': returnStaffNotice(order, back, PAGE) }),
    ...sayings('askNotice', 'buyer', {
      asked: say.askNotice(order, { name: NAME, confirm: LINK, again: false }),
      again: say.askNotice(order, { name: NAME, confirm: LINK, again: true }),
    }),
    ...sayings('invoiceNotice', 'buyer', {
      'written down': say.invoiceNotice(invoice, NAME, LINK),
      corrected: say.invoiceNotice({ ...invoice, correction: 'replaced' }, NAME, LINK),
    }),
    ...sayings('givenNotice', 'shop', { given: givenNotice(order, PAGE) }),
    ...sayings('overdueNotice', 'shop', { overdue: overdueNotice(order, { hours: 24, page: PAGE }) }),
  ];
};

/** Every notice of orders and money, with names as long as they get; those to buyers in both languages. */
export const noticeCases: readonly NoticeCase[] = [
  ...casesIn(VIETNAMESE),
  ...casesIn(ENGLISH)
    .filter(({ to }) => to === 'buyer')
    .map((one) => ({ ...one, by: `english${one.by.charAt(0).toUpperCase()}${one.by.slice(1)}` })),
];
