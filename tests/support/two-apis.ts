import { ApiProcess, buildApi } from './api-process.js';
import { testApp } from './app.js';
import type { TestDatabase } from './database.js';
import { LONG } from './scale.js';

/** Two APIs on one database, each with a pool of its own. */
export interface TwoApis {
  readonly urls: readonly [string, string];
  close(): Promise<void>;
}

/** In the long run two real processes; otherwise two applications in this one, which start in a tenth of the time. */
export async function twoApis(database: TestDatabase, env: Record<string, string> = {}): Promise<TwoApis> {
  if (!LONG) {
    const [one, two] = [await testApp({ database, env }), await testApp({ database, env })];
    return {
      urls: [one.url, two.url],
      close: async () => void (await Promise.all([one.close(), two.close()])),
    };
  }
  const build = await buildApi();
  const [one, two] = await Promise.all([
    ApiProcess.start(build, database, env),
    ApiProcess.start(build, database, env),
  ]);
  return {
    urls: [one.url, two.url],
    close: async () => {
      await Promise.all([one.stop(), two.stop()]);
      build.remove();
    },
  };
}
