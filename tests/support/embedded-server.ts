import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPassword, prepareDatabase } from '../../apps/launcher/src/floor-database.js';
import { PostgresServer } from '../../apps/launcher/src/postgres-server.js';

/** A PostgreSQL of one test run: the demo's binaries and settings, production's roles. */
export interface EmbeddedServer {
  /** Where tests may write; it goes with the server, also when the run is killed. */
  readonly filesDirectory: string;
  /** As floor_app: what the API gets. */
  appUrl(database: string): string;
  /** As floor_owner: what migrations get. */
  ownerUrl(database: string): string;
  /** As the superuser: for making databases, and for reading what no role of the floor may. */
  superuserUrl(database?: string): string;
  stop(): Promise<void>;
}

/**
 * Starts it in a temporary directory on a free port, with the empty database `floor`. Nothing survives the run, also when
 * it is killed.
 *
 * @param fsync whether commits reach the disk, as in production; without, only a power cut would show
 */
export async function startEmbeddedServer({ fsync = true } = {}): Promise<EmbeddedServer> {
  const directory = mkdtempSync(join(tmpdir(), 'ocop-floor-test-'));
  // The account PostgreSQL runs as under root must get through to its own directory inside.
  chmodSync(directory, 0o711);
  const passwords = { owner: newPassword(), app: newPassword() };
  const server = await PostgresServer.start({
    directory: join(directory, 'postgres'),
    port: 0,
    superuserPassword: newPassword(),
    logFile: join(directory, 'postgres.log'),
    // Many files run at once, each with pools of its own.
    settings: { max_connections: '300', shared_buffers: '128MB', fsync: fsync ? 'on' : 'off' },
    removeWhenGone: directory,
  });
  await prepareDatabase(server, 'floor', passwords);
  const filesDirectory = join(directory, 'files');
  mkdirSync(filesDirectory);
  return {
    filesDirectory,
    appUrl: (database) => server.url('floor_app', passwords.app, database),
    ownerUrl: (database) => server.url('floor_owner', passwords.owner, database),
    superuserUrl: (database) => server.superuserUrl(database),
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
