import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NoticeWords } from '../../apps/api/src/modules/orders/events/buyer-notice.js';
import { smsText } from '../../apps/api/src/platform/mail/sms-text.js';
import { noticeCases, type NoticeCase } from '../support/notice-cases.js';
import { ACCEPT } from '../support/notice-facts.js';
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
  'Return requested': 'returnShopNotice',
  'Return agreed': 'returnBuyerNotice',
  'Return settled': 'returnBuyerNotice',
  'Return declined': 'returnBuyerNotice',
  'Return withdrawn': 'returnShopNotice',
  'Return escalated': 'returnBuyerNotice returnShopNotice returnStaffNotice',
  'Go asked': 'askNotice overdueNotice',
  'Go given': 'givenNotice',
  'Go waived': 'silent: the shop sends without it, and the buyer hears when it leaves',
  'Go refused': 'silent: the order is cancelled with it, and that is told',
  'Deposit asked': 'silent: the confirmation of the purchase says how to pay',
  'Deposit paid': 'receiptNotice depositNotice',
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

const TOLD = noticeCases.filter((one): one is NoticeCase & { words: NoticeWords } => one.words !== null);

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
    name.endsWith('-notice.ts'),
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

describe.each(TOLD)('$by, $what', ({ by, to, words: { subject, text, short }, code, link }) => {
  it('reads well', () => {
    // In English what is left of Vietnamese is names alone: no sentence of ours has a word of it.
    if (by.startsWith('english'))
      expect(`${subject} ${text}`).not.toMatch(/đơn|hàng (?:của|đã)|người bán|bạn|₫/i);
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
    expect(text.at(-1)).toBe('\n');
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
