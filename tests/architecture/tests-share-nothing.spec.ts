import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../apps/launcher/src/tools.js';

/** What test files have in common. */
const COMMON = ['tests/support', 'tests/access'];

it('what test files have in common keeps nothing from one to the next: they run in one process, in any order', () => {
  const kept = COMMON.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...readFileSync(join(ROOT, folder, name), 'utf8').matchAll(/^(?:export )?let .*/gm)].map(
          ([line]) => `${folder}/${name}: ${line} (to count, see tests/support/numbering.ts)`,
        ),
      ),
  );
  expect(kept).toEqual([]);
});
