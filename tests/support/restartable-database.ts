import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { jobQueues } from '../../apps/api/src/job-queues.js';
import { migrations } from '../../apps/api/src/migrations/index.js';
import { migrate } from '../../apps/api/src/platform/database/migrate/migrate.js';
import { newPassword, prepareDatabase } from '../../apps/launcher/src/floor-database.js';
import { PostgresServer } from '../../apps/launcher/src/postgres-server.js';
import type { TestDatabase } from './database.js';

/** A database on a server of its own, which a test may stop and kill without taking the other files' server away. */
export interface RestartableDatabase extends TestDatabase {
  /** Stops it in order and starts it again on the same port. */
  restart(): Promise<void>;
  /** Kills it as a power cut would; the start that follows recovers from the log. */
  crash(): Promise<void>;
}

export async function restartableDatabase(): Promise<RestartableDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'ocop-floor-faults-'));
  chmodSync(directory, 0o711);
  const dataDir = join(directory, 'files');
  mkdirSync(dataDir);
  const superuserPassword = newPassword();
  const cluster = join(directory, 'postgres');
  const start = (port: number): Promise<PostgresServer> =>
    PostgresServer.start({
      directory: cluster,
      port,
      superuserPassword,
      logFile: join(directory, 'postgres.log'),
      settings: { max_connections: '100', shared_buffers: '64MB' },
      removeWhenGone: directory,
    });
  let server = await start(0);
  const { port } = server;
  const urls = await prepareDatabase(server, 'floor', { owner: newPassword(), app: newPassword() });
  await migrate(urls.owner, migrations, jobQueues, 'test');
  const superuserUrl = server.superuserUrl('floor');
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 2 });
  pool.on('error', () => undefined);
  return {
    name: 'floor',
    appUrl: urls.app,
    ownerUrl: urls.owner,
    superuserUrl,
    dataDir,
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    restart: async () => {
      await server.stop();
      server = await start(port);
    },
    crash: async () => {
      const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(postmaster, 'SIGQUIT');
      await server.stop();
      server = await start(port);
    },
    drop: async () => {
      await pool.end();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
