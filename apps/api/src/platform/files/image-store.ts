import { createHash } from 'node:crypto';
import { access, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeAtomically } from './atomic-write.js';
import { ImageNotFound } from './image-refused.js';
import type { ImageFormat, ImageWidth } from './image-url.js';
import { readPicture, takingTurns } from './read-upload.js';

/** A stored picture. `sha` is the SHA-256 of the stored original in hex, its name for ever. */
export interface StoredImage {
  sha: string;
  width: number;
  height: number;
}

/** A picture that was read and is not kept yet. */
export interface ReadImage extends StoredImage {
  readonly bytes: Buffer;
}

/** One width and format of a stored picture. */
export interface DerivedImage {
  bytes: Buffer;
  contentType: string;
}

const contentTypes: Readonly<Record<ImageFormat, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
};

/**
 * AVIF effort 1: a 640 px picture in about 60 ms of one core; effort 3 takes four times as long and saves 6 %.
 */
function encode(original: Buffer, width: ImageWidth, format: ImageFormat): Promise<Buffer> {
  const picture = sharp(original).resize({ width, withoutEnlargement: true });
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 52, effort: 1 }).toBuffer();
    case 'webp':
      return picture.webp({ quality: 78, effort: 4 }).toBuffer();
    case 'jpg':
      return picture.jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  }
}

const shaPattern = /^[0-9a-f]{64}$/;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Pictures on the local disk, by content. The same way in for an upload and for a demo picture; a width and
 * format is made when it is first asked for and kept beside. Several processes may share the folder.
 */
export class ImageStore {
  readonly #folder: string;
  readonly #underWay = new Map<string, Promise<Buffer>>();

  /** `folder`: where the pictures live; it is made on the first write. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes in a picture as it was sent; the same picture twice is one file. Throws `ImageRefused`. */
  async store(bytes: Uint8Array): Promise<StoredImage> {
    const { sha, width, height, ...read } = await this.read(bytes);
    await this.keep({ sha, width, height, ...read });
    return { sha, width, height };
  }

  /** Makes a picture ours without keeping it: the slow half, which no transaction should wait for. Throws `ImageRefused`. */
  async read(bytes: Uint8Array): Promise<ReadImage> {
    const { bytes: original, width, height } = await readPicture(bytes);
    return { sha: createHash('sha256').update(original).digest('hex'), width, height, bytes: original };
  }

  /** Keeps what was read; a picture that is there already counts as new again, so that no sweep takes it just now. */
  async keep({ sha, bytes }: ReadImage): Promise<void> {
    const path = this.#originalPath(sha);
    const now = new Date();
    try {
      await utimes(path, now, now);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await writeAtomically(path, bytes);
    }
  }

  /** Takes a picture away, in all its widths. Nothing happens where it is not there. */
  async remove(sha: string): Promise<void> {
    if (!shaPattern.test(sha)) return;
    await rm(this.#originalPath(sha), { force: true });
    await rm(this.#derivedFolder(sha), { recursive: true, force: true });
  }

  /** The pictures that were last kept before that instant, by the disk's own clock; for the sweep of what nobody shows. */
  async *keptBefore(instant: Date): AsyncGenerator<string> {
    const shelves = join(this.#folder, 'originals');
    for (const shelf of await namesIn(shelves)) {
      for (const name of await namesIn(join(shelves, shelf))) {
        const sha = name.replace(/\.jpg$/, '');
        if (shaPattern.test(sha) && (await this.#lastKept(sha)) < instant) yield sha;
      }
    }
  }

  /** Whether a picture of this hash is stored. */
  async has(sha: string): Promise<boolean> {
    if (!shaPattern.test(sha)) return false;
    return access(this.#originalPath(sha)).then(
      () => true,
      () => false,
    );
  }

  /**
   * The stored picture at most `width` pixels wide in `format`, never enlarged. Made on the first request;
   * requests for the same one meanwhile wait for that one encoding. Throws `ImageNotFound`.
   */
  async derive(sha: string, width: ImageWidth, format: ImageFormat): Promise<DerivedImage> {
    // The hash becomes a path: what is no hash must not reach the disk.
    if (!shaPattern.test(sha)) throw new ImageNotFound(sha);
    const path = join(this.#derivedFolder(sha), `${width}.${format}`);
    const kept = await readIfThere(path);
    const bytes = kept ?? (await this.#onlyOnce(path, () => this.#make(sha, width, format, path)));
    return { bytes, contentType: contentTypes[format] };
  }

  /** The bytes of a stored picture as it was made ours. Throws `ImageNotFound`. */
  async original(sha: string): Promise<Buffer> {
    const bytes = shaPattern.test(sha) ? await readIfThere(this.#originalPath(sha)) : null;
    if (bytes === null) throw new ImageNotFound(sha);
    return bytes;
  }

  #onlyOnce(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const already = this.#underWay.get(key);
    if (already) return already;
    const made = make().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, made);
    return made;
  }

  async #make(sha: string, width: ImageWidth, format: ImageFormat, path: string): Promise<Buffer> {
    return takingTurns(async () => {
      // Another request or process may have finished it between our look at the disk and our turn.
      const kept = await readIfThere(path);
      if (kept) return kept;
      const original = await readIfThere(this.#originalPath(sha));
      if (!original) throw new ImageNotFound(sha);
      const bytes = await encode(original, width, format);
      await writeAtomically(path, bytes);
      return bytes;
    });
  }

  /** When a picture was last kept; now for one that has gone meanwhile. */
  async #lastKept(sha: string): Promise<Date> {
    try {
      return (await stat(this.#originalPath(sha))).mtime;
    } catch (error) {
      if (isMissing(error)) return new Date();
      throw error;
    }
  }

  #originalPath(sha: string): string {
    return join(this.#folder, 'originals', sha.slice(0, 2), `${sha}.jpg`);
  }

  #derivedFolder(sha: string): string {
    return join(this.#folder, 'derived', sha.slice(0, 2), sha);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
