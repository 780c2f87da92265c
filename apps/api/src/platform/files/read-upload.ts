import sharp from 'sharp';
import type { Normalised, PictureType } from './decode-picture.ts';
import { ImageRefused } from './image-refused.js';
import { OneAtATime } from './one-at-a-time.js';
import { PictureReader } from './picture-reader.js';

// A picture is encoded on one core, so that the other goes on answering buyers; and no picture is read twice in
// a row, so libvips' cache of 50 MB would only make the process fatter.
sharp.concurrency(1);
sharp.cache(false);

const turns = new OneAtATime();
const reader = new PictureReader();

/** Decoding and encoding of the whole process: at most one at a time, whoever asks, so that memory knows a limit. */
export const takingTurns = <T>(task: () => Promise<T>): Promise<T> => turns.run(task);

/** The largest picture taken, in bytes: a phone's best photograph is 4 to 10 MB. */
const MAX_UPLOAD_BYTES = 12 * 1024 * 1024;

const starts = (bytes: Uint8Array, at: number, text: string): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;

/**
 * The type by the first bytes, before any decoder sees the rest: sharp would also open SVG, PDF or TIFF, which
 * are programs' formats with a history of holes, and what the sender says of the type counts for nothing.
 */
function typeOf(bytes: Uint8Array): PictureType | 'heic' | null {
  if (starts(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) return 'webp';
  const brands = starts(bytes, 4, 'ftyp') ? brandsOf(bytes) : [];
  if (brands.includes('avif')) return 'heif';
  // What an iPhone writes; its codec is under patents and in none of the libraries we have.
  if (['heic', 'heix', 'hevc', 'mif1', 'msf1'].some((brand) => brands.includes(brand))) return 'heic';
  return null;
}

/** What a file of the ISO family says it is: the brands of its first box, at most sixteen. */
function brandsOf(bytes: Uint8Array): string[] {
  const length = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(), 16 + 16 * 4, bytes.length);
  const text = Buffer.from(bytes.subarray(8, length)).toString('latin1');
  return text.match(/.{4}/gs) ?? [];
}

/**
 * Reads what somebody sent as a picture (JPEG, PNG, WebP or AVIF) and makes it ours: turned upright as its
 * camera noted, shrunk to 1600 px, colours brought to sRGB, transparent parts on white, every bit of metadata
 * (place, time, device) gone. Throws `ImageRefused`.
 */
export async function readPicture(bytes: Uint8Array): Promise<Normalised> {
  if (bytes.length > MAX_UPLOAD_BYTES) throw new ImageRefused('too_many_bytes', `${bytes.length} bytes`);
  const type = typeOf(bytes);
  if (!type) throw new ImageRefused('not_a_picture', 'Not a JPEG, PNG, WebP or AVIF image');
  if (type === 'heic') throw new ImageRefused('heic', 'A HEIC image');
  const read = await takingTurns(() => reader.read(bytes, type));
  if ('fault' in read) throw new ImageRefused(read.fault, read.message);
  return read;
}
