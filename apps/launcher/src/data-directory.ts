import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { newPassword, type FloorUrls } from './floor-database.ts';
import { isHeld } from './lock.ts';
import { canReach, findBinaries, outsideDirectory } from './postgres-binaries.ts';
import { warn } from './report.ts';

/** What this copy made up for itself and must still know after a restart. */
export interface Secrets {
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
  sessionSecret: string;
  dataKey: string;
}

/** The files of one copy: everything it keeps is under this one directory. */
export class DataDirectory {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true });
    // The account PostgreSQL runs as under root must get through to its cluster; every secret file is 0600.
    if (process.platform !== 'win32') chmodSync(path, 0o711);
  }

  get lockFile(): string {
    return join(this.path, 'launcher.lock');
  }

  get logs(): string {
    return join(this.path, 'logs');
  }

  /** Read, or made up at the first start. */
  secrets(): Secrets {
    const file = join(this.path, 'secrets.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
    const secrets: Secrets = {
      superuserPassword: newPassword(),
      ownerPassword: newPassword(),
      appPassword: newPassword(),
      sessionSecret: randomBytes(32).toString('base64url'),
      dataKey: randomBytes(32).toString('base64url'),
    };
    this.write(file, secrets);
    return secrets;
  }

  /**
   * Where the cluster lives: here, unless root's PostgreSQL account cannot enter this directory. The place
   * outside is named after this path, so that the next start finds it again.
   */
  async clusterDirectory(): Promise<string> {
    const { runAs } = await findBinaries();
    if (canReach(this.path, runAs)) return join(this.path, 'postgres');
    const name = `data-${createHash('sha256').update(this.path).digest('hex').slice(0, 16)}`;
    const outside = outsideDirectory(name, runAs);
    mkdirSync(outside, { recursive: true, mode: 0o711 });
    warn(`PostgreSQL runs as another user, who cannot enter ${this.path}: its data is in ${outside}`);
    return join(outside, 'postgres');
  }

  /** Lets the command line find the database of the copy that is running here. */
  announce(urls: FloorUrls | null): void {
    if (urls === null) rmSync(this.runningFile, { force: true });
    else this.write(this.runningFile, urls);
  }

  /** The addresses of the copy that is running here now, or null. */
  async running(): Promise<FloorUrls | null> {
    if (!(await isHeld(this.lockFile)) || !existsSync(this.runningFile)) return null;
    return JSON.parse(readFileSync(this.runningFile, 'utf8')) as FloorUrls;
  }

  private get runningFile(): string {
    return join(this.path, 'running.json');
  }

  /** Renamed into place: a kill in the middle must not leave half a file. */
  private write(file: string, content: object): void {
    const half = `${file}.${process.pid}`;
    writeFileSync(half, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(half, file);
  }
}
