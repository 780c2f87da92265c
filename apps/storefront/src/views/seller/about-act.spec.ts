import { expect, test } from 'vitest';
import type { ShopActivity } from '../../backend/shops.types.js';
import { vi } from '../../i18n/vi.js';
import { aboutAct } from './about-act.js';

const act = (action: string, after: ShopActivity['after'], before: ShopActivity['before'] = null) =>
  aboutAct({ id: '', at: '', action, actor: null, onBehalf: true, before, after, confirmedAt: null }, vi);

test('an act names the step, paper or letter it was about, in the words of the pages', () => {
  expect(act('application.saved', { step: 'bank' })).toBe(vi.onboarding.steps.bank.short);
  expect(act('document.added', { kind: 'identity' })).toBe(vi.onboarding.documents.kinds['identity']?.label);
  expect(act('letter.issued', { kind: 'approval', number: '12' })).toBe(
    `${vi.seller.letters.kinds['approval']}. ${vi.seller.letters.number('12')}`,
  );
  expect(act('member.ended', null, { permissions: ['orders', 'money'] })).toBe(
    `${vi.seller.people.permissions['orders']} · ${vi.seller.people.permissions['money']}`,
  );
});

test('an act that says it all by its name, or holds words of no page, is left as it is', () => {
  expect(act('seller.approved', null)).toBeNull();
  expect(act('seller.started', { slug: 'mam-mau', kind: 'cooperative' })).toBeNull();
  expect(act('application.saved', { step: 'unknown' })).toBeNull();
});
