import { expect, it } from 'vitest';
import { ROOT } from '../../apps/launcher/src/tools.js';
import { filesOfTheLongRun } from '../support/long-run.js';

it('the long run finds its own files, and what grows in it by the file itself and by what it has in common with others', () => {
  const found = [
    ...filesOfTheLongRun(ROOT, 'apps/**/*.spec.ts'),
    ...filesOfTheLongRun(ROOT, 'tests/api/**/*.spec.ts'),
    ...filesOfTheLongRun(ROOT, 'tests/web/**/*.spec.ts'),
  ];
  expect(found).toEqual(
    expect.arrayContaining([
      'apps/api/src/modules/settlement/ledger/whole-carts.spec.ts',
      'tests/api/identity/codes-at-once.spec.ts',
      'tests/web/every-page.spec.ts',
      'tests/web/money-paper.long.spec.ts',
    ]),
  );
  // These only wait longer there, or do not even that.
  expect(found).not.toContain('tests/api/platform/job-queues.spec.ts');
  expect(found).not.toContain('tests/api/tourism/visits.spec.ts');
});
