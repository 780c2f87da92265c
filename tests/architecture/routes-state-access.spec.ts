import { describe, expect, it } from 'vitest';
import { officerPermissions, sellerPermissions } from '#kernel/permissions';
import { routeAccess } from '../access/route-access.js';
import { allRoutes, type Route } from '../support/routes.js';

const RULES = new Set<unknown>([
  'public',
  'bearer-secret',
  'operator',
  'account',
  ...sellerPermissions.map((permission) => `seller:${permission}`),
  ...officerPermissions.map((permission) => `officer:${permission}`),
]);

const all = allRoutes();
const names = (routes: readonly Route[]): string[] => routes.map(({ name }) => name);
const ruled = (audience: string): Route[] => all.filter(({ rule }) => String(rule).startsWith(audience));

describe('every route states who may call it', () => {
  it('finds the routes at all', () => {
    expect(all.map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        'GET v1/products',
        'GET v1/products/:slug',
        'POST v1/order-groups',
        'GET metrics',
      ]),
    );
    expect(all.length).toBeGreaterThan(20);
  });

  it('and none leaves it open', () => {
    expect(all.filter(({ rule }) => !RULES.has(rule))).toEqual([]);
  });

  it('and only the metrics are an operator’s', () => {
    expect(names(ruled('operator'))).toEqual(['MetricsController.report']);
  });

  it('and a shop’s own routes name the shop in the address, nothing else does', () => {
    const shopRoutes = all.filter(({ path }) => path.startsWith('v1/seller/:sellerSlug'));
    expect(names(ruled('seller:'))).toEqual(names(shopRoutes));
  });

  it('and officers’ routes stand below admin, nothing else does', () => {
    const adminRoutes = all.filter(({ path }) => path.startsWith('v1/admin/'));
    expect(names(ruled('officer:'))).toEqual(names(adminRoutes));
  });

  it('and no two share an address', () => {
    const addresses = all.map(({ address }) => address);
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });

  it('and bodies are classes with named fields', () => {
    const loose = all.filter(({ body }) => body === (Object as unknown) || body === (Array as unknown));
    expect(names(loose)).toEqual([]);
  });
});

describe('the table of who may call what (tests/access/route-access.ts)', () => {
  const addresses = new Set(all.map(({ address }) => address));

  it('has a line for every route', () => {
    const missing = all
      .filter(({ address }) => routeAccess[address] === undefined)
      .map(({ address, name, rule }) => `${name} (@Access('${String(rule)}')): add  '${address}': …,`);
    expect(missing, 'routes without a line in tests/access/route-access.ts').toEqual([]);
  });

  it('has no line for a route that is gone', () => {
    expect(Object.keys(routeAccess).filter((address) => !addresses.has(address))).toEqual([]);
  });

  it('says of the same routes that they need a fresh check', () => {
    const stated = Object.entries(routeAccess).flatMap(([address, line]) => (line.fresh ? [address] : []));
    const declared = all.flatMap(({ address, fresh }) => (fresh ? [address] : []));
    expect(stated.sort()).toEqual(declared.sort());
  });

  it('says of every officers’ route with an id in its address which thing that is, so that territory is tried', () => {
    const vague = all.filter(
      ({ address, path, params }) =>
        path.startsWith('v1/admin/') && params.length > 0 && routeAccess[address]?.thing === undefined,
    );
    expect(vague.map(({ address }) => `${address}: say .about('…') in route-access.ts`)).toEqual([]);
  });
});
