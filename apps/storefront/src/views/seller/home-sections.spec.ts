import { expect, test } from 'vitest';
import { vi as t } from '../../i18n/vi.js';
import { paths } from '../../paths.js';
import { sectionsOf, type SectionsOf } from './home-sections.js';

const OWNER: SectionsOf = {
  slug: 'mam-mau',
  status: 'approved',
  applied: true,
  capacity: 'member',
  permissions: ['orders', 'listings', 'money', 'shop', 'members'],
  visited: false,
};
const sections = (shop: Partial<SectionsOf>) => sectionsOf({ ...OWNER, ...shop }, t);
const titles = (shop: Partial<SectionsOf>) => sections(shop).map(({ title }) => title);
const hrefs = (shop: Partial<SectionsOf>) =>
  sections(shop).flatMap(({ links }) => links.map(({ href }) => href));

const { orders, goods, money, papers, people } = t.seller.home.sections;

test('an owner finds every part of an open shop, each once and under one heading', () => {
  expect(titles({})).toEqual([orders, goods, money, papers, people]);
  expect(hrefs({})).toHaveLength(23);
  expect(new Set(hrefs({})).size).toBe(23);
  // No heading stands above more than an eye takes in at once.
  expect(Math.max(...sections({ visited: true }).map(({ links }) => links.length))).toBeLessThanOrEqual(8);
});

test('visitors stand there once somebody asked', () => {
  expect(hrefs({})).not.toContain(paths.sellerVisits('mam-mau'));
  expect(hrefs({ visited: true })).toContain(paths.sellerVisits('mam-mau'));
});

test('whoever may do one thing only sees no heading above nothing', () => {
  expect(titles({ permissions: ['money'] })).toEqual([money, papers, people]);
  expect(titles({ permissions: [], capacity: 'mandate' })).toEqual([papers]);
  expect(hrefs({ permissions: [], capacity: 'mandate' })).toEqual([paths.sellerCertificates('mam-mau')]);
});

test('a shop that is not open yet has its papers and people, and may prepare its goods and ways to deliver', () => {
  expect(hrefs({ status: 'draft', applied: false })).toEqual(
    [
      paths.sellerDelivery, paths.sellerProducts, paths.sellerClosures, paths.sellerLetters, paths.sellerPeople,
      paths.sellerMandates, paths.sellerActivity,
    ].map((path) => path('mam-mau')), // prettier-ignore
  );
});

test('a suspended shop keeps its orders and money, and nothing that sells', () => {
  const suspended = hrefs({ status: 'suspended' });
  expect(suspended).toContain(paths.sellerOrders('mam-mau'));
  expect(suspended).toContain(paths.sellerMoney('mam-mau'));
  expect(suspended).not.toContain(paths.sellerPhoneOrder('mam-mau'));
  expect(suspended).not.toContain(paths.seller('mam-mau'));
});
