import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = resolve(import.meta.dirname, '../../apps/storefront/src');
/** What is rendered on the server. An island is in the buyer's browser, whose clock is the only one it has. */
const RENDERED = '{pages,views,components,layouts,actions,backend}/**/*.{astro,ts}';
const OWN_CLOCK = /new Date\(\s*\)|\bDate\.now\(/g;

it('pages know the day from the floor, whose clock may be set, and never from the machine they are made on', () => {
  const files = globSync(RENDERED, { cwd: SOURCES });
  expect(files.length).toBeGreaterThan(300);
  const asked = files.flatMap((file) =>
    [...readFileSync(join(SOURCES, file), 'utf8').matchAll(OWN_CLOCK)].map(([call]) => `${file}: ${call}`),
  );
  expect(asked, 'take Astro.locals.floor.today').toEqual([]);
});
