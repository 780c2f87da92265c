import sharp, { type Metadata } from 'sharp';
import { avifPixels, NotPlainAvif } from './avif-pixels.ts';
import type { ImageFault } from './image-refused.ts';

/** The most pixels taken: a 50-megapixel phone camera, and not the few kilobytes that unpack to gigabytes. */
const MAX_UPLOAD_PIXELS = 52_000_000;

/**
 * The most that reading one picture may hold in memory, in bytes. Rows of an ordinary JPEG or PNG come and go; the other
 * kinds are held whole: a progressive JPEG at 20 megapixels needs what an ordinary one needs at no size.
 */
const MAX_HELD_BYTES = 150_000_000;

/** The longer side of a stored original, in pixels. */
const MAX_STORED_SIDE = 1600;

/** The longest a picture may take to read, in seconds; files can be built to decode for minutes. */
const MAX_READING_SECONDS = 20;

/** How strictly a picture is read: cut-off or broken data is refused, a camera's odd header is not. */
const strictness = { failOn: 'error', limitInputPixels: MAX_UPLOAD_PIXELS } as const;

/** What the first bytes of a file say it is, in the decoder's words. */
export type PictureType = 'jpeg' | 'png' | 'webp' | 'heif';

/** A picture as it is kept: JPEG bytes without metadata, upright, at most 1600 px on its longer side. */
export interface Normalised {
  bytes: Buffer;
  width: number;
  height: number;
}

/** Why it is not kept; the message is for logs. */
export interface Unread {
  fault: ImageFault;
  message: string;
}

/** Leaves this file only as an answer: errors lose their class between processes. */
class Refused extends Error {
  readonly fault: ImageFault;

  constructor(fault: ImageFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/**
 * Decodes a picture and makes it ours, or says why not. Runs in a process of its own (picture-process.ts), so whatever it
 * imports is loaded there, in tests as TypeScript that Node only strips.
 */
export async function decodePicture(bytes: Uint8Array, type: PictureType): Promise<Normalised | Unread> {
  try {
    return await decode(bytes, type);
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault, message: error.message };
    throw error;
  }
}

async function decode(bytes: Uint8Array, type: PictureType): Promise<Normalised> {
  const about = await describe(bytes);
  if (about.format !== type) throw new Refused('not_a_picture', `Begins like ${type}, is ${about.format}`);
  const pixels = type === 'heif' ? pixelsOfAvif(bytes, about) : about.width * about.height;
  if (pixels > MAX_UPLOAD_PIXELS || pixels * heldPerPixel(about) > MAX_HELD_BYTES)
    throw new Refused('too_many_pixels', `${about.width} × ${about.height} pixels`);
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
    throw new Refused('damaged', 'The image is cut off or damaged');
  }
}

async function describe(bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { ...strictness, limitInputPixels: false }).metadata();
  } catch {
    throw new Refused('damaged', 'The header of the image cannot be read');
  }
}

/** The header's size, or what its decoder would really unpack where that is more. */
function pixelsOfAvif(bytes: Uint8Array, { width, height }: Metadata): number {
  try {
    return Math.max(width * height, avifPixels(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  } catch (error) {
    throw error instanceof NotPlainAvif ? new Refused('damaged', error.message) : error;
  }
}

/** Bytes held for each pixel while it is read, as measured with pictures of 12 to 52 megapixels. */
function heldPerPixel({ format, isProgressive, channels, depth, chromaSubsampling }: Metadata): number {
  const deep = depth === 'ushort';
  if (format === 'heif') return deep ? 26 : 20;
  if (format === 'webp') return 4;
  if (!isProgressive) return 1;
  // Coefficients of 16 bits; the two colours at 4:2:0 have a quarter of them each.
  if (format === 'jpeg') return chromaSubsampling === '4:2:0' ? 3.5 : 2.2 * channels;
  return channels * (deep ? 2.4 : 1.2);
}
