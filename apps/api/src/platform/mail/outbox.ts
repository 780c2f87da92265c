import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from './message.js';

/** Messages as files in DATA_DIR/outbox: what a demo sends, and what no channel can carry. */
export class Outbox {
  private readonly directory: string;

  constructor(dataDir: string) {
    this.directory = join(dataDir, 'outbox');
  }

  async put(message: Message): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const path = join(this.directory, `${message.id}.json`);
    await writeFile(`${path}.part`, `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  /** Takes messages to somebody away, half-written ones too. */
  async removeFor({ phone, email }: Message['to']): Promise<void> {
    const addresses = [phone, email].filter((address) => address != null && address !== '');
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names) {
      const path = join(this.directory, name);
      const text = await readFile(path, 'utf8').catch(() => '');
      if (addresses.some((address) => text.includes(JSON.stringify(address))))
        await rm(path, { force: true });
    }
  }
}
