import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { filesOfTheLongRun, ONLY_LONG } from './tests/support/long-run.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

/**
 * `#kernel/*` and `#client/*` must reach the TypeScript sources, never a stale `dist`. Tests run in Vite's
 * SSR environment, which has its own list of conditions, so both lists carry `source` first.
 */
const conditions = ['source', 'node'];
const resolve = { conditions };
// Vitest hands every condition on to Node: with `import` among them, a require() inside `pg` would get an ES module.
const ssr = { resolve: { conditions, externalConditions: ['source'] } };
// Global setups run in an environment of their own; on a fresh checkout there is no `dist` they could fall back to.
const environments = { __vitest__: ssr };

/** Starts what real-service tests share (PostgreSQL template, build of the pages) once per run. */
const globalSetup = ['tests/support/global-setup.ts'];
const setupFiles = ['tests/support/before-each-file.ts'];

/** Laws that only a migrated database can break; `npm run check` does without one, so they run with the API's tests. */
const architectureOfTheDatabase = ['schema-drift', 'roles', 'shop-walls', 'personal-columns'].map(
  (name) => `tests/architecture/${name}.spec.ts`,
);

// Dozens of processes of the floor start in a run: what one has compiled of its sources, the next need not compile again.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

type Project = TestProjectInlineConfiguration;

function project(name: string, test: Project['test']): Project {
  return {
    resolve,
    ssr,
    environments,
    test: {
      name,
      // A process goes on from file to file of a project: reading in the API takes longer than most files' tests. Files
      // share nothing else: each has its own database, ports, clock and DATA_DIR, and numbers its things anew.
      isolate: false,
      // What the next run need not transform again.
      fsModuleCache: true,
      ...test,
    },
  };
}

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig(({ mode }) => {
  const long = mode === 'long';
  /**
   * How long one test or hook may take, in milliseconds, before it counts as hanging. It judges no speed: full counts take
   * up to a hundred times as long, and a busy machine three times that.
   */
  const atMost = (usual: number): number => (long ? Math.max(usual, 600_000) : usual);
  /** In the long run its own and those that count more in it: all others have just run as they are. */
  const filesOf = (...patterns: string[]): string[] =>
    long ? patterns.flatMap((pattern) => filesOfTheLongRun(root, pattern)) : patterns;
  /** What is too dear for every run (decision 0056). */
  const left = long ? [] : [`**/*${ONLY_LONG}`];
  return {
    resolve,
    ssr,
    environments,
    test: {
      // Vitest would leave one core to itself, though it has next to nothing to do while files run. With one more than there
      // are cores, three browsers at once made pages wait for each other until a test of a slow line gave up.
      maxWorkers: availableParallelism(),
      sequence: { sequencer: LongestFirst },
      projects: [
        project('unit', {
          include: filesOf('libs/**/*.spec.ts', 'apps/**/*.spec.ts'),
          exclude: ['**/node_modules/**', 'dist/**', ...left],
          testTimeout: atMost(30_000),
        }),
        project('architecture', {
          include: filesOf('tests/architecture/**/*.spec.ts'),
          exclude: [...architectureOfTheDatabase, ...left],
          testTimeout: atMost(60_000),
          hookTimeout: atMost(120_000),
        }),
        project('api', {
          include: filesOf('tests/api/**/*.spec.ts', ...architectureOfTheDatabase),
          exclude: left,
          globalSetup,
          setupFiles,
          testTimeout: atMost(60_000),
          hookTimeout: atMost(180_000),
        }),
        project('faults', {
          include: ['tests/faults/**/*.spec.ts'],
          exclude: left,
          globalSetup,
          setupFiles,
          testTimeout: atMost(120_000),
          hookTimeout: atMost(120_000),
        }),
        project('web', {
          include: filesOf('tests/web/**/*.spec.ts', 'tests/lighthouse/*.spec.ts'),
          exclude: left,
          globalSetup: [...globalSetup, 'tests/support/web-build.ts'],
          setupFiles,
          testTimeout: atMost(120_000),
          hookTimeout: atMost(120_000),
        }),
      ],
    },
  };
});
