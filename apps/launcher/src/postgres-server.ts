import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './ports.ts';
import { findBinaries, type Binaries } from './postgres-binaries.ts';
import { Refusal } from './report.ts';

/** The same for the demo, the tests and docker-compose.yml, so that a plan seen in one holds in the others. */
export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  // API, worker and migration of two copies, each with its pool.
  max_connections: '200',
  shared_buffers: '256MB',
  // The floor's queries are short: compiling one costs more than running it.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** PostgreSQL's own collation of code points: the same order on every machine; searching folds by itself. */
export const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
];

/** A fast shutdown takes well under a second; a checkpoint on a slow disk may take many. */
const STOP_PATIENCE_MS = 20_000;
const START_PATIENCE_MS = 60_000;

export interface ServerOptions {
  /** The cluster's directory; made when it is missing. The server's account must be able to reach it. */
  directory: string;
  /** 0: any free one. */
  port: number;
  superuserPassword: string;
  logFile: string;
  settings?: Readonly<Record<string, string>>;
  /** A directory the watchdog removes when this process dies without a word; absent: everything is kept. */
  removeWhenGone?: string;
}

/** A PostgreSQL of our own: one postmaster, reachable on loopback only, gone when this process is gone. */
export class PostgresServer {
  readonly port: number;
  private readonly options: ServerOptions;
  private readonly binaries: Binaries;
  private readonly postmaster: ChildProcess;
  private readonly watchdog: ChildProcess | null;

  private constructor(options: ServerOptions, binaries: Binaries, port: number, postmaster: ChildProcess) {
    this.options = options;
    this.binaries = binaries;
    this.port = port;
    this.postmaster = postmaster;
    this.watchdog = watch(postmaster, options);
  }

  static async start(options: ServerOptions): Promise<PostgresServer> {
    const binaries = await findBinaries();
    mkdirSync(dirname(options.logFile), { recursive: true, mode: 0o700 });
    if (!existsSync(join(options.directory, 'PG_VERSION'))) await initialise(binaries, options);
    await reclaim(options.directory);

    // Two reasons to try again: the free port was taken in between, or backends of a killed postmaster have
    // not noticed yet that it is gone and still hold its shared memory.
    const deadline = Date.now() + START_PATIENCE_MS;
    for (;;) {
      const port = options.port === 0 ? await freePort() : options.port;
      const postmaster = launch(binaries, options, port);
      if (await becomesReady(postmaster, options.directory, deadline)) {
        return new PostgresServer(options, binaries, port, postmaster);
      }
      if (Date.now() > deadline || !/Address already in use|still in use/.test(tail(options.logFile))) {
        throw new Refusal(`The embedded PostgreSQL did not start. Its last words:\n${tail(options.logFile)}`);
      }
      await pause(250);
    }
  }

  url(user: string, password: string, database: string): string {
    return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** The superuser's address: for creating roles and databases, never for the application. */
  superuserUrl(database = 'postgres'): string {
    return this.url('postgres', this.options.superuserPassword, database);
  }

  /** Ends it in order: sessions are cut, everything committed is on disk. */
  async stop(): Promise<void> {
    this.watchdog?.kill('SIGKILL');
    if (this.postmaster.exitCode !== null || this.postmaster.signalCode !== null) return;
    const gone = new Promise((resolve) => this.postmaster.once('exit', resolve));
    if (process.platform === 'win32') {
      execFileSync(this.binaries.pgCtl, ['stop', '-m', 'fast', '-D', this.options.directory], {
        stdio: 'ignore',
      });
    } else {
      this.postmaster.kill('SIGINT');
    }
    const patient = await Promise.race([
      gone.then(() => true),
      pause(STOP_PATIENCE_MS, false, { ref: false }),
    ]);
    if (!patient) {
      this.postmaster.kill('SIGQUIT');
      await gone;
    }
  }
}

/** Made aside and renamed: a kill in the middle must not leave half a cluster that looks whole. */
async function initialise(binaries: Binaries, options: ServerOptions): Promise<void> {
  const parent = dirname(options.directory);
  const half = join(parent, `.${basename(options.directory)}-${process.pid}`);
  const passwordFile = join(parent, `.password-${process.pid}`);
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, options.superuserPassword, { mode: 0o600 });
  if (binaries.runAs.uid !== undefined && binaries.runAs.gid !== undefined) {
    chownSync(half, binaries.runAs.uid, binaries.runAs.gid);
    chownSync(passwordFile, binaries.runAs.uid, binaries.runAs.gid);
  }
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'];
      const child = spawn(binaries.initdb, [`--pgdata=${half}`, ...flags, ...INITDB_FLAGS], {
        ...binaries.runAs,
        cwd: parent,
        stdio: ['ignore', log, log],
      });
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Refusal(`initdb failed. Its last words:\n${tail(options.logFile)}`);
    rmSync(options.directory, { recursive: true, force: true });
    renameSync(half, options.directory);
  } finally {
    closeSync(log);
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

/**
 * Deals with what an earlier run left behind. The caller holds the lock of the data directory, so a postmaster
 * still at work there is an orphan and is asked to leave. A pid that now belongs to another program would stop
 * PostgreSQL from starting, so that file goes; one whose process is dead stays, because PostgreSQL finds by
 * it whether stray backends are still writing.
 */
async function reclaim(directory: string): Promise<void> {
  const pidFile = join(directory, 'postmaster.pid');
  const deadline = Date.now() + STOP_PATIENCE_MS;
  for (let signal: NodeJS.Signals | null = 'SIGINT'; existsSync(pidFile); signal = null) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    if (!Number.isInteger(pid) || !isAlive(pid)) return;
    if (!commandOf(pid).includes('postgres')) {
      rmSync(pidFile, { force: true });
      return;
    }
    if (Date.now() > deadline) signal = 'SIGQUIT';
    if (signal !== null) ask(pid, signal);
    await pause(100);
  }
}

function launch(binaries: Binaries, options: ServerOptions, port: number): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...SERVER_SETTINGS,
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Begun anew each time, so that the reason of a failed start is not one of last week.
  const log = openSync(options.logFile, 'w', 0o600);
  const postmaster = spawn(binaries.postgres, ['-D', options.directory, '-p', String(port), ...flags], {
    ...binaries.runAs,
    cwd: options.directory,
    // A session of its own: Ctrl-C in the terminal must not reach the database before its clients.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // Without a listener a missing program would end this process with a stack.
  postmaster.on('error', () => undefined);
  return postmaster;
}

/** PostgreSQL writes `ready` on the eighth line of its pid file once it accepts connections. */
async function becomesReady(postmaster: ChildProcess, directory: string, deadline: number): Promise<boolean> {
  const pidFile = join(directory, 'postmaster.pid');
  while (postmaster.pid !== undefined && postmaster.exitCode === null && postmaster.signalCode === null) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(lines[0]) === postmaster.pid && lines[7]?.trim() === 'ready') return true;
    if (Date.now() > deadline) postmaster.kill('SIGQUIT');
    await pause(20);
  }
  return false;
}

/**
 * A shell that reads from a pipe this process holds: when the pipe closes, however this process ended, it
 * stops the server. Windows has no such shell; there the next start finds the orphan.
 */
function watch(postmaster: ChildProcess, options: ServerOptions): ChildProcess | null {
  if (process.platform === 'win32') return null;
  const [signal, after] = options.removeWhenGone === undefined ? ['INT', ':'] : ['QUIT', 'rm -rf "$2"'];
  const script = [
    'read -r _',
    // The pid counts only while the server itself vouches for it.
    '[ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$0" ] && kill -s ' + signal + ' "$0"',
    // Counted, because in a container without an init the dead are never buried and kill -0 goes on seeing them.
    'n=0; while kill -0 "$0" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.2; n=$((n+1)); done',
    after,
  ].join('\n');
  const words = [String(postmaster.pid), options.directory, options.removeWhenGone ?? ''];
  const watchdog = spawn('/bin/sh', ['-c', script, ...words], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  (watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return watchdog;
}

/** Sends a signal to a process that may have ended a moment ago. */
function ask(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function commandOf(pid: number): string {
  const [program, ...flags] =
    process.platform === 'win32'
      ? ['tasklist', '/fi', `pid eq ${pid}`, '/fo', 'csv', '/nh']
      : ['ps', '-o', 'command=', '-p', String(pid)];
  try {
    return execFileSync(program, flags, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n') : '';
}
