import { resolve } from 'node:path';
import { buildIfStale } from './build.ts';
import { DataDirectory } from './data-directory.ts';
import { lockDataDirectory, startEmbeddedDatabase } from './embedded-database.ts';
import type { FloorUrls } from './floor-database.ts';
import { ROOT } from './tools.ts';

/** Runs a command on the demo's database: the running copy's, or one that is up for as long as it takes. */
export async function withDemoDatabase(
  stop: AbortSignal,
  command: (env: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  await buildIfStale(stop);
  const directory = new DataDirectory(resolve(ROOT, process.env['DATA_DIR'] || '.data'));
  const running = await directory.running();
  if (running !== null) {
    await command(demoEnvironment(directory, running));
    return;
  }
  const lock = await lockDataDirectory(directory);
  const database = await startEmbeddedDatabase(directory, 0);
  try {
    await command(demoEnvironment(directory, database.urls));
  } finally {
    await database.stop();
    lock.release();
  }
}

function demoEnvironment(directory: DataDirectory, urls: FloorUrls): NodeJS.ProcessEnv {
  const { sessionSecret, dataKey } = directory.secrets();
  return {
    SESSION_SECRET: sessionSecret,
    DATA_KEY: dataKey,
    ...process.env,
    DATABASE_URL: urls.app,
    MIGRATION_DATABASE_URL: urls.owner,
    DATA_DIR: directory.path,
    FLOOR_DEMO: '1',
  };
}
