import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { buildIfStale } from '../../apps/launcher/src/build.ts';
import { newPassword, prepareDatabase } from '../../apps/launcher/src/floor-database.ts';
import { PostgresServer } from '../../apps/launcher/src/postgres-server.ts';
import { step } from '../../apps/launcher/src/report.ts';
import { runNode } from '../../apps/launcher/src/tools.ts';
import { BenchProcess } from './processes.ts';

const CLI = 'dist/apps/api/src/cli.js';

/** The whole floor with a large catalogue, each part in its own process, as production runs it. */
export interface BenchFloor {
  api: BenchProcess;
  storefront: BenchProcess;
  limit: BenchProcess;
  /** DATA_DIR of the API. */
  dataDir: string;
  /** As floor_app. */
  databaseUrl: string;
  /** As the superuser, for arranging. */
  database: pg.Pool;
  storefrontSecret: string;
  /** A second API beside the first, with its throttles as in production. */
  startGuarded(): Promise<BenchProcess>;
  stop(): Promise<void>;
}

/** PostgreSQL with durable commits, `products` products, one API, one storefront, and the bare server beside them. */
export async function startBenchFloor(products: number): Promise<BenchFloor> {
  await buildIfStale();
  const directory = mkdtempSync(join(tmpdir(), 'ocop-floor-bench-'));
  chmodSync(directory, 0o711);
  const server = await PostgresServer.start({
    directory: join(directory, 'postgres'),
    port: 0,
    superuserPassword: newPassword(),
    logFile: join(directory, 'postgres.log'),
    settings: { max_connections: '200', shared_buffers: '256MB' },
    removeWhenGone: directory,
  });
  const urls = await prepareDatabase(server, 'floor', { owner: newPassword(), app: newPassword() });
  const env = {
    DATABASE_URL: urls.app,
    MIGRATION_DATABASE_URL: urls.owner,
    DATA_DIR: join(directory, 'data'),
    SESSION_SECRET: newPassword(),
    DATA_KEY: newPassword(),
    STOREFRONT_SECRET: newPassword(),
    RATE_LIMIT_FACTOR: '0',
    FLOOR_DEMO: '1',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    API_PORT: '0',
  };
  const cli = (...words: string[]): Promise<void> =>
    runNode(`cli ${words.join(' ')}`, [CLI, ...words], {
      env: { ...process.env, ...env },
      output: 'on-failure',
    });
  step('migrating and seeding the demo');
  await cli('migrate');
  await cli('demo', 'seed');
  step(`loading up to ${products} products`);
  await cli('demo', 'load', '--products', String(products));
  const database = new pg.Pool({ connectionString: server.superuserUrl('floor'), max: 4 });
  await database.query('VACUUM ANALYZE');
  step('starting API, storefront and the bare server');
  const listening = /listening on (http:\/\/\S+)/;
  const API = ['dist/apps/api/src/main.js'];
  const api = await BenchProcess.start(API, env, listening);
  const storefront = await BenchProcess.start(
    ['dist/apps/storefront/server/main.js'],
    { ...env, API_ORIGIN: api.address },
    listening,
  );
  const limit = await BenchProcess.start(['tests/bench/limit-server.ts'], env, listening);
  return {
    api,
    storefront,
    limit,
    dataDir: env.DATA_DIR,
    databaseUrl: urls.app,
    database,
    storefrontSecret: env.STOREFRONT_SECRET,
    startGuarded: () => BenchProcess.start(API, { ...env, RATE_LIMIT_FACTOR: '1' }, listening),
    stop: async () => {
      for (const process of [storefront, limit, api]) await process.stop();
      await database.end();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
