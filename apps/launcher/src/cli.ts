import { resolve } from 'node:path';
import { buildIfStale } from './build.ts';
import { DataDirectory } from './data-directory.ts';
import { lockDataDirectory, startEmbeddedDatabase } from './embedded-database.ts';
import { fail } from './report.ts';
import { stopSignal } from './stop-signal.ts';
import { ROOT, runNode } from './tools.ts';

/**
 * npm run cli -- …: the floor's commands, on the database of the environment; without one, on the demo's, which
 * is the running copy's or is started for as long as the command takes.
 */
const WORDS = ['--enable-source-maps', 'dist/apps/api/src/cli.js', ...process.argv.slice(2)];

const stop = stopSignal();
try {
  await run();
} catch (error) {
  if (!stop.aborted) fail(error);
}
process.exit();

async function run(): Promise<void> {
  if ((process.env['DATABASE_URL'] ?? '') !== '' || (process.env['MIGRATION_DATABASE_URL'] ?? '') !== '') {
    await command(process.env);
    return;
  }
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

async function command(env: NodeJS.ProcessEnv): Promise<void> {
  await runNode('The command', WORDS, { env, output: 'inherit', signal: stop });
}

function demoEnvironment(directory: DataDirectory, urls: { app: string; owner: string }): NodeJS.ProcessEnv {
  const secrets = directory.secrets();
  return {
    SESSION_SECRET: secrets.sessionSecret,
    DATA_KEY: secrets.dataKey,
    ...process.env,
    DATABASE_URL: urls.app,
    MIGRATION_DATABASE_URL: urls.owner,
    DATA_DIR: directory.path,
    FLOOR_DEMO: '1',
  };
}
