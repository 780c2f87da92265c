import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '#kernel/ids';
import { HOUR_MS } from '#kernel/time';
import type { DataKey } from '../sealing/data-keys.js';
import { writeAtomically } from './atomic-write.js';

/** A file no row names is left this long: it may still be on its way into the database. */
const ORPHAN_HOURS = 24;

/** Sealed files on the disk under names of ours: `<folder>/<subject>/<file>`, each with its subject's key. */
export class SealedFiles {
  /**
   * @param folder where they lie
   * @param place what they are sealed as, such as `seller_documents.file`
   */
  constructor(
    private readonly folder: string,
    private readonly place: string,
  ) {}

  async write(key: DataKey, id: string, bytes: Uint8Array): Promise<void> {
    await writeAtomically(this.path(key.subjectId, id), key.sealFile(bytes, `${this.place}.${id}`));
  }

  async read(key: DataKey, id: string): Promise<Buffer> {
    return key.openFile(await readFile(this.path(key.subjectId, id)), `${this.place}.${id}`);
  }

  async remove(subjectId: string, id: string): Promise<void> {
    await rm(this.path(subjectId, id), { force: true });
  }

  /**
   * Takes away files that no row names, as a process leaves them that dies between the two. Safe to repeat.
   *
   * @param named which of these ids a row names
   */
  async sweep(named: (ids: string[]) => Promise<{ id: string }[]>): Promise<void> {
    // Files bear the machine's time, whatever the floor's clock says.
    const files = await this.olderThan(new Date(Date.now() - ORPHAN_HOURS * HOUR_MS));
    if (files.length === 0) return;
    const known = new Set((await named(files.map(({ id }) => id))).map(({ id }) => id));
    for (const { subjectId, id } of files) if (!known.has(id)) await this.remove(subjectId, id);
  }

  private async olderThan(instant: Date): Promise<{ subjectId: string; id: string }[]> {
    const found: { subjectId: string; id: string }[] = [];
    for (const subjectId of await this.names(this.folder)) {
      for (const id of await this.names(join(this.folder, subjectId))) {
        if (!isUuid(subjectId) || !isUuid(id)) continue;
        const { mtime } = await stat(this.path(subjectId, id));
        if (mtime < instant) found.push({ subjectId, id });
      }
    }
    return found;
  }

  private async names(folder: string): Promise<string[]> {
    return readdir(folder).catch((error: unknown) => {
      if ((error as { code?: string }).code === 'ENOENT') return [];
      throw error;
    });
  }

  private path(subjectId: string, id: string): string {
    if (!isUuid(subjectId) || !isUuid(id)) throw new Error('A sealed file is named by ids of ours only');
    return join(this.folder, subjectId, id);
  }
}
