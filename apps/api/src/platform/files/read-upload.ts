import sharp, { type Metadata } from 'sharp';
import { ImageRefused } from './image-refused.js';

/** The largest picture taken, in bytes: a phone's best photograph is 4 to 10 MB. */
export const MAX_UPLOAD_BYTES = 12 * 1024 * 1024;

/** The most pixels taken: a 50-megapixel phone camera, and not the few kilobytes that unpack to gigabytes. */
export const MAX_UPLOAD_PIXELS = 52_000_000;

/** The longer side of a stored original, in pixels. */
export const MAX_STORED_SIDE = 1600;

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
function typeOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'heif' | null {
  if (starts(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) return 'webp';
  if (starts(bytes, 4, 'ftypavif')) return 'heif';
  return null;
}

async function describe(bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { ...strictness, limitInputPixels: false }).metadata();
  } catch {
    throw new ImageRefused('unreadable', 'The header of the image cannot be read');
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
export async function normaliseUpload(bytes: Uint8Array): Promise<Normalised> {
  if (bytes.length > MAX_UPLOAD_BYTES) throw new ImageRefused('too_large', `${bytes.length} bytes`);
  const type = typeOf(bytes);
  if (!type) throw new ImageRefused('unsupported_type', 'Not a JPEG, PNG, WebP or AVIF image');
  const about = await describe(bytes);
  if (about.format !== type)
    throw new ImageRefused('unsupported_type', `Begins like ${type}, is ${about.format}`);
  if (about.width * about.height > MAX_UPLOAD_PIXELS) {
    throw new ImageRefused('too_large', `${about.width} × ${about.height} pixels`);
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
    throw new ImageRefused('unreadable', 'The image is cut off or damaged');
  }
}
