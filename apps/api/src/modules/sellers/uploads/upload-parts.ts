import { Inject, Injectable } from '@nestjs/common';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '#kernel/ids';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { writeAtomically } from '../../../platform/files/index.js';
import type { DataKey } from '../../../platform/sealing/data-keys.js';

/** The pieces up to `received` are there and the next one is not: the disk lost what the row says it has. */
export class PartMissing extends Error {
  constructor(readonly received: number) {
    super(`The upload has only its first ${received} bytes`);
  }
}

/**
 * Pieces of files on their way, one file a piece, named by where it begins: `uploads/<shop>/<upload>/<offset>`. Sealed
 * with the shop's key, because a paper names people and a photograph still says where it was taken.
 */
@Injectable()
export class UploadParts {
  private readonly folder: string;

  constructor(@Inject(ENVIRONMENT) { dataDir }: Environment) {
    this.folder = join(dataDir, 'uploads');
  }

  /** The piece is on the disk, and would outlast a power cut, when this ends. A piece at the same place is replaced. */
  async write(key: DataKey, id: string, offset: number, bytes: Uint8Array): Promise<void> {
    const folder = this.path(key.subjectId, id);
    await writeAtomically(join(folder, String(offset)), key.sealFile(bytes, placeOf(id, offset)), 0o600);
    // The file is flushed by then, its name in the folder is not.
    for (const each of [folder, join(this.folder, key.subjectId), this.folder]) await flushFolder(each);
  }

  /** The whole file. @throws PartMissing */
  async read(key: DataKey, id: string, bytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let offset = 0;
    while (offset < bytes) {
      const piece = await this.readPiece(key, id, offset);
      pieces.push(piece);
      offset += piece.length;
    }
    return Buffer.concat(pieces);
  }

  async remove(sellerId: string, id: string): Promise<void> {
    await rm(this.path(sellerId, id), { recursive: true, force: true });
  }

  /** Uploads with pieces of which none is younger than that, for the sweep of what no row names. */
  async olderThan(instant: Date): Promise<{ sellerId: string; id: string }[]> {
    const found: { sellerId: string; id: string }[] = [];
    for (const sellerId of await namesIn(this.folder)) {
      for (const id of await namesIn(join(this.folder, sellerId))) {
        if (!isUuid(sellerId) || !isUuid(id)) continue;
        // The folder changes with every piece.
        const { mtime } = await stat(this.path(sellerId, id));
        if (mtime < instant) found.push({ sellerId, id });
      }
    }
    return found;
  }

  private async readPiece(key: DataKey, id: string, offset: number): Promise<Buffer> {
    try {
      const sealed = await readFile(join(this.path(key.subjectId, id), String(offset)));
      return key.openFile(sealed, placeOf(id, offset));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') throw new PartMissing(offset);
      throw error;
    }
  }

  private path(sellerId: string, id: string): string {
    if (!isUuid(sellerId) || !isUuid(id)) throw new Error('An upload is named by ids of ours only');
    return join(this.folder, sellerId, id);
  }
}

const placeOf = (id: string, offset: number): string => `seller_uploads.part.${id}.${offset}`;

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  });
}

async function flushFolder(path: string): Promise<void> {
  // Windows opens no folders, and keeps their names safe by itself.
  const folder = await open(path, 'r').catch(() => null);
  if (folder === null) return;
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
