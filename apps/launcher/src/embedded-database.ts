import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDirectory } from './data-directory.ts';
import { prepareDatabase, type FloorUrls } from './floor-database.ts';
import { Lock } from './lock.ts';
import { PostgresServer } from './postgres-server.ts';
import { Refusal, step, warn } from './report.ts';

/** Time for an earlier copy that was killed or is stopping to leave this directory. */
const LOCK_PATIENCE_MS = 6_000;

export interface EmbeddedDatabase {
  urls: FloorUrls;
  /** Whether this database was migrated and filled by just this build and profile; the next start need not look. */
  isPreparedBy(build: string): boolean;
  markPreparedBy(build: string): void;
  stop(): Promise<void>;
}

/** One copy per data directory: whoever holds this may start its PostgreSQL. */
export async function lockDataDirectory(directory: DataDirectory): Promise<Lock> {
  const free = await Lock.take(directory.lockFile, 500);
  if (free !== null) return free;
  warn(`another copy is running on ${directory.path}; waiting a little in case it is leaving`);
  const left = await Lock.take(directory.lockFile, LOCK_PATIENCE_MS);
  if (left !== null) return left;
  throw new Refusal(
    `Another copy is already running on ${directory.path}. Stop it, or give this one its own: ` +
      'DATA_DIR=.data-2 PORT=4322 npm start',
  );
}

/** Starts the PostgreSQL of a data directory; the caller holds its lock. */
export async function startEmbeddedDatabase(
  directory: DataDirectory,
  port: number,
): Promise<EmbeddedDatabase> {
  const { superuserPassword, ownerPassword, appPassword } = directory.secrets();
  const cluster = await directory.clusterDirectory();
  // Inside the cluster: whoever removes the data removes the mark with it.
  const markFile = join(cluster, 'floor-prepared-by');
  const server = await PostgresServer.start({
    directory: cluster,
    port,
    superuserPassword,
    logFile: join(directory.logs, 'postgres.log'),
  });
  try {
    const urls = await prepareDatabase(server, 'floor', { owner: ownerPassword, app: appPassword });
    directory.announce(urls);
    step(`PostgreSQL is running on port ${server.port}`);
    return {
      urls,
      isPreparedBy: (build) => existsSync(markFile) && readFileSync(markFile, 'utf8') === build,
      markPreparedBy: (build) => {
        writeFileSync(markFile, build);
      },
      stop: async () => {
        directory.announce(null);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
