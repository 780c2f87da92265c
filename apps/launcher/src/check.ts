import { generateClient } from './build.ts';
import { fail, Refusal, step } from './report.ts';
import { runNode, toolFile } from './tools.ts';

/** npm run check: everything that can be said about the sources without a database or a browser. */
const CHECKS: readonly [what: string, tool: [packageName: string, bin: string], words: readonly string[]][] =
  [
    ['format', ['prettier', 'prettier'], ['--check', '--log-level', 'warn', '.']],
    ['lint', ['oxlint', 'oxlint'], ['--type-aware', '--deny-warnings']],
    // The types below read what this writes; it is not committed.
    ['typed API client', ['@hey-api/openapi-ts', 'openapi-ts'], []],
    ['types', ['typescript', 'tsc'], ['--noEmit', '-p', 'tsconfig.json']],
    [
      'types of the pages',
      ['astro', 'astro'],
      ['check', '--root', 'apps/storefront', '--minimumFailingSeverity', 'hint'],
    ],
    ['unused code', ['knip', 'knip'], ['--no-progress']],
    ['architecture', ['vitest', 'vitest'], ['run', '--project', 'architecture']],
  ];

const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
const failed: string[] = [];
await generateClient();
for (const [what, tool, words] of CHECKS) {
  step(what);
  try {
    await runNode(what, [toolFile(...tool), ...words], { env, output: 'on-failure' });
  } catch (error) {
    // All of them run: one look shows everything there is to mend.
    if (!(error instanceof Refusal)) throw error;
    failed.push(what);
  }
}
if (failed.length > 0) fail(new Refusal(`These checks failed: ${failed.join(', ')}.`));
else step(`all ${CHECKS.length} checks passed`);
