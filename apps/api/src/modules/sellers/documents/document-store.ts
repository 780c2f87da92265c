import { Inject, Injectable } from '@nestjs/common';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '#kernel/ids';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { writeAtomically } from '../../../platform/files/atomic-write.js';
import type { DataKey } from '../../../platform/sealing/data-keys.js';

/** Sealed papers on the disk, one file a paper, under names of ours: `documents/<shop>/<paper>`. */
@Injectable()
export class DocumentStore {
  private readonly folder: string;

  constructor(@Inject(ENVIRONMENT) { dataDir }: Environment) {
    this.folder = join(dataDir, 'documents');
  }

  async write(key: DataKey, id: string, bytes: Uint8Array): Promise<void> {
    await writeAtomically(this.path(key.subjectId, id), key.sealFile(bytes, placeOf(id)));
  }

  async read(key: DataKey, id: string): Promise<Buffer> {
    return key.openFile(await readFile(this.path(key.subjectId, id)), placeOf(id));
  }

  async remove(sellerId: string, id: string): Promise<void> {
    await rm(this.path(sellerId, id), { force: true });
  }

  /** Papers on the disk that are older than that, for the sweep of what no row names. */
  async olderThan(instant: Date): Promise<{ sellerId: string; id: string }[]> {
    const found: { sellerId: string; id: string }[] = [];
    for (const sellerId of await this.names(this.folder)) {
      for (const id of await this.names(join(this.folder, sellerId))) {
        if (!isUuid(sellerId) || !isUuid(id)) continue;
        const { mtime } = await stat(this.path(sellerId, id));
        if (mtime < instant) found.push({ sellerId, id });
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

  private path(sellerId: string, id: string): string {
    if (!isUuid(sellerId) || !isUuid(id)) throw new Error('A paper is named by ids of ours only');
    return join(this.folder, sellerId, id);
  }
}

const placeOf = (id: string): string => `seller_documents.file.${id}`;
