import { seedDemo } from '../../apps/api/src/demo/run-demo.js';
import { readEnvironment } from '../../apps/api/src/platform/config/environment.js';
import { clockAtSeeding } from './clock.js';
import { TEST_SECRETS } from './secrets.js';

/** Fills a migrated database with the demo, as `cli demo seed` does, at SEEDED_AT. */
export async function buildSeededTemplate(appUrl: string, dataDir: string): Promise<void> {
  const environment = readEnvironment({ DATABASE_URL: appUrl, DATA_DIR: dataDir, ...TEST_SECRETS });
  await seedDemo(environment, clockAtSeeding());
}
