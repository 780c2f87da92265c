import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { patterns } from '../../apps/api/src/modules/catalogue/demo-picture/backdrop.js';
import type { DemoPicture } from '../../apps/api/src/modules/catalogue/demo-picture/compose-demo-picture.js';
import { containers } from '../../apps/api/src/modules/catalogue/demo-picture/containers.js';
import { IconSet } from '../../apps/api/src/modules/catalogue/demo-picture/icon-set.js';
import index from '../../data/ca-mau/demo/index.json' with { type: 'json' };

const folder = new URL('../../data/ca-mau/demo/', import.meta.url);
const products = index.products.flatMap((file) => {
  const content = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
    products: { slug: string; picture: DemoPicture }[];
  };
  return content.products;
});

describe('the pictures of the demo catalogue', () => {
  let icons: IconSet;
  beforeAll(async () => {
    icons = await IconSet.open();
  });

  it('name only icons, containers and patterns that can be drawn', () => {
    const wrong = products.filter(
      ({ picture: { icon, second, container = 'none', pattern = 'none' } }) =>
        !icons.has(icon) ||
        (second !== undefined && !icons.has(second)) ||
        !containers.includes(container) ||
        !patterns.includes(pattern),
    );
    expect(products.length).toBeGreaterThanOrEqual(115);
    expect(wrong.map(({ slug }) => slug)).toEqual([]);
  });
});
