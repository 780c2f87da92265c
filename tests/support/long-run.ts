import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whoever reaches this counts more in the long run; patience.ts counts only how long it waits. */
const SCALE = 'tests/support/scale.ts';
const PATIENCE = 'tests/support/patience.ts';

/** How the files are named that only the long run reads. */
export const ONLY_LONG = '.long.spec.ts';

/**
 * Of the test files under `root` that match `pattern` those the long run has for itself, by their name, and those it makes
 * larger: they, or what they have in common with others, ask `scale.ts`. All others did in the usual run what they would do
 * in the long one.
 */
export function filesOfTheLongRun(root: string, pattern: string): string[] {
  const reached = new Map<string, boolean>([
    [SCALE, true],
    [PATIENCE, false],
  ]);
  const reaches = (path: string): boolean => {
    const known = reached.get(path);
    if (known !== undefined) return known;
    // Until it is known: a circle of imports adds nothing.
    reached.set(path, false);
    const answer = importsOf(root, path).some(reaches);
    reached.set(path, answer);
    return answer;
  };
  return globSync(pattern, {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  }).filter((path) => path.endsWith(ONLY_LONG) || reaches(path));
}

/** The project's test files and what they have in common, by their relative paths; nothing else leads to `scale.ts`. */
function importsOf(root: string, path: string): string[] {
  return [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import) ?\(?'(\.[^']+)\.[jt]s'/g)]
    .map(([, to]) => `${join(dirname(path), to ?? '')}.ts`)
    .filter((to) => to.startsWith('tests/'));
}
