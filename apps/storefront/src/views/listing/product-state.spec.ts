import { expect, it } from 'vitest';
import { vi as t } from '../../i18n/vi.js';
import { productState, type Standing } from './product-state.js';

const onSale: Standing = {
  publicationStatus: 'published',
  listed: true,
  takenDown: false,
  paused: false,
  inStock: 12,
  certificate: { stars: 4, validUntil: '2028-06-01', standing: 'in_force' },
  change: null,
};
const { todo, unlisted } = t.listing;
const lapsed = { stars: 3, validUntil: '2026-11-01', standing: 'lapsed' as const };
const waiting = { status: 'submitted', dueOn: '2026-12-02' };

it.each<[string, Partial<Standing>, [word: string, todo: string | null]]>([
  ['is on sale', {}, ['listed', null]],
  ['has nothing on its shelf', { inStock: 0 }, ['listed', todo.soldOut]],
  ['has a change with the officers', { change: waiting }, ['listed', todo.changeSubmitted]],
  ['has a change nobody sent', { change: { status: 'draft', dueOn: null } }, ['listed', todo.changeDraft]],
  ['came back', { change: { status: 'returned', dueOn: null }, listed: false }, ['returned', todo.returned]],
  ['is paused, which the shop did itself', { paused: true, listed: false }, ['paused', todo.paused]],
  ['has a certificate that ran out', { listed: false, certificate: lapsed }, ['unlisted', unlisted.lapsed('01/11/2026')]],
  ['has no certificate', { listed: false, certificate: null }, ['unlisted', unlisted.none]],
  ['lost its certificate', { listed: false, certificate: { ...lapsed, standing: 'revoked' } }, ['unlisted', unlisted.revoked]],
  ['is of a shop that may not sell', { listed: false }, ['unlisted', unlisted.shop]],
  ['was taken down, also while paused', { listed: false, takenDown: true, paused: true }, ['unlisted', unlisted.takenDown]],
  ['is new and with the officers', { publicationStatus: 'submitted', listed: false, change: waiting }, ['submitted', todo.submitted('02/12/2026')]],
  ['is being written', { publicationStatus: 'draft', listed: false, change: { status: 'draft', dueOn: null } }, ['draft', todo.draft]],
  ['was withdrawn for good', { publicationStatus: 'withdrawn', listed: false }, ['withdrawn', null]],
])('says of a product that %s what its shop does next', (_, change, [word, next]) => {
  expect(productState({ ...onSale, ...change }, t)).toMatchObject({ word, todo: next });
}); // prettier-ignore
