import sharp, { type Metadata } from 'sharp';
import { ImageRefused } from './image-refused.js';
import { OneAtATime } from './one-at-a-time.js';

// A picture is encoded on one core, so that the other goes on answering buyers; and no picture is read twice in
// a row, so libvips' cache of 50 MB would only make the process fatter.
sharp.concurrency(1);
sharp.cache(false);

const turns = new OneAtATime();

/** Decoding and encoding of the whole process: at most one at a time, whoever asks, so that memory knows a limit. */
export const takingTurns = <T>(task: () => Promise<T>): Promise<T> => turns.run(task);

/** The largest picture taken, in bytes: a phone's best photograph is 4 to 10 MB. */
const MAX_UPLOAD_BYTES = 12 * 1024 * 1024;

/** The most pixels taken: a 50-megapixel phone camera, and not the few kilobytes that unpack to gigabytes. */
const MAX_UPLOAD_PIXELS = 52_000_000;

/** The longer side of a stored original, in pixels. */
const MAX_STORED_SIDE = 1600;

/** The longest a picture may take to read, in seconds; files can be built to decode for minutes. */
const MAX_READING_SECONDS = 20;

/** How strictly a picture is read: cut-off or broken data is refused, a camera's odd header is not. */
const strictness = { failOn: 'error', limitInputPixels: MAX_UPLOAD_PIXELS } as const;

const starts = (bytes: Uint8Array, at: number, text: string): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;

/**
 * The type by the first bytes, before any decoder sees the rest: sharp would also open SVG, PDF or TIFF, which
 * are programs' formats with a history of holes, and what the sender says of the type counts for nothing.
 */
function typeOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'heif' | 'heic' | null {
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

async function describe(bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { ...strictness, limitInputPixels: false }).metadata();
  } catch {
    throw new ImageRefused('damaged', 'The header of the image cannot be read');
  }
}

/** A picture as it is kept: JPEG bytes without metadata, upright, at most 1600 px on its longer side. */
export interface Normalised {
  bytes: Buffer;
  width: number;
  height: number;
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
  return takingTurns(() => decode(bytes, type));
}

async function decode(bytes: Uint8Array, type: 'jpeg' | 'png' | 'webp' | 'heif'): Promise<Normalised> {
  const about = await describe(bytes);
  if (about.format !== type)
    throw new ImageRefused('not_a_picture', `Begins like ${type}, is ${about.format}`);
  if (about.width * about.height > MAX_UPLOAD_PIXELS) {
    throw new ImageRefused('too_many_pixels', `${about.width} × ${about.height} pixels`);
  }
  try {
    const { data, info } = await sharp(bytes, strictness)
      .autoOrient()
      .resize({ width: MAX_STORED_SIDE, height: MAX_STORED_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
      .timeout({ seconds: MAX_READING_SECONDS })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    throw new ImageRefused('damaged', 'The image is cut off or damaged');
  }
}
