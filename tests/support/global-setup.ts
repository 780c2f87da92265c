import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { jobQueues } from '../../apps/api/src/job-queues.js';
import { migrations } from '../../apps/api/src/migrations/index.js';
import { migrate } from '../../apps/api/src/platform/database/migrate/migrate.js';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.js';

/** What a worker needs to reach the run's PostgreSQL; `DB` stands for the database's name. */
export interface TestServer {
  appUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  /** Everything this run writes to the disk beside the database; removed at its end, whatever end that is. */
  directory: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The template every test database is cloned from: migrated, empty. */
export const EMPTY_TEMPLATE = 'floor_template';

interface Shared {
  users: number;
  server: Promise<EmbeddedServer>;
}

/** Vitest runs this file once per project, each in a module graph of its own; the server is one for all of them. */
const registry = globalThis as typeof globalThis & { [key: symbol]: Shared | undefined };
const SHARED = Symbol.for('ocop-floor.test-server');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (registry[SHARED] ??= { users: 0, server: startWithTemplate(project) });
  shared.users += 1;
  const server = await shared.server;
  project.provide('testServer', {
    appUrl: server.appUrl('DB'),
    ownerUrl: server.ownerUrl('DB'),
    superuserUrl: server.superuserUrl('DB'),
    directory: server.filesDirectory,
  });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    registry[SHARED] = undefined;
    await server.stop();
  };
}

async function startWithTemplate(project: TestProject): Promise<EmbeddedServer> {
  // The long run tests its races with the commits production has; in the usual run hundreds of databases wait for no disk.
  const server = await startEmbeddedServer({ fsync: project.vite.config.mode === 'long' });
  const client = new pg.Client({ connectionString: server.superuserUrl() });
  await client.connect();
  await client.query(`ALTER DATABASE floor RENAME TO ${EMPTY_TEMPLATE}`);
  await client.end();
  await migrate(server.ownerUrl(EMPTY_TEMPLATE), migrations, jobQueues, 'test');
  return server;
}
