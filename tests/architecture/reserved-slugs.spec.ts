import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RESERVED_SHOP_SLUGS } from '#kernel/shop-slugs';
import { RESERVED_POINT_SLUGS } from '#kernel/point-slugs';
import { routeAccess } from '../access/route-access.js';

const PAGES = 'apps/storefront/src/pages';
const A_SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Folders of pages in which a shop's slug stands in the address. */
const FOLDERS = ['kenh-nguoi-ban', 'nguoi-ban', 'quan-tri/gian-hang'];

/** Where in the API's addresses it stands. */
const PARAMETERS = /^(v1\/(?:seller|sellers|admin\/sellers|me\/shops))\/:(?:sellerSlug|slug)(?:\/|$)/;

describe('what no shop may be called in an address', () => {
  it('covers every page that stands beside the pages of shops', () => {
    const names = FOLDERS.flatMap((folder) => {
      const entries = readdirSync(join(PAGES, folder)).map((name) => basename(name, '.astro'));
      expect(entries, folder).toContain('[slug]');
      return entries.filter((name) => name !== '[slug]' && name !== 'index');
    });
    expect(names).toContain('dang-ky');
    expect(names.filter((name) => !RESERVED_SHOP_SLUGS.includes(name))).toEqual([]);
  });

  it('covers every page that stands beside the pages of tourism points', () => {
    const entries = readdirSync(join(PAGES, 'du-lich')).map((name) => basename(name, '.astro'));
    const names = entries.filter((name) => name !== '[slug]' && name !== 'index');
    expect(names.filter((name) => !RESERVED_POINT_SLUGS.includes(name))).toEqual([]);
  });

  it('covers every route of the API that stands beside those of one shop', () => {
    const addresses = Object.keys(routeAccess).map((route) => route.split(' ')[1] ?? '');
    const places = new Set(addresses.flatMap((address) => PARAMETERS.exec(address)?.[1] ?? []));
    expect(places.size).toBe(4);
    const names = addresses.flatMap((address) =>
      [...places].flatMap((place) =>
        address.startsWith(`${place}/`) ? [address.slice(place.length + 1).split('/')[0] ?? ''] : [],
      ),
    );
    expect(names.filter((name) => A_SLUG.test(name) && !RESERVED_SHOP_SLUGS.includes(name))).toEqual([]);
  });
});
