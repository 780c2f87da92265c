import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImageNotFound, ImageRefused } from './image-refused.js';
import { ImageStore } from './image-store.js';

/** A picture with a red left half and a blue right half, as sharp takes it. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1030d0' } }).composite([
    {
      input: { create: { width: Math.floor(width / 2), height, channels: 3, background: '#d01010' } },
      left: 0,
      top: 0,
    },
  ]);

/** Noise, so that a cut file is cut in the middle of its data. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  });

/** A PNG of a few bytes that says it is `width` × `height` pixels. */
function pngSaying(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colour at a place of an encoded picture. */
async function pixel(bytes: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

describe('storing an image', () => {
  let folder: string;
  let store: ImageStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'images-'));
    store = new ImageStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const refusal = async (bytes: Buffer): Promise<string> => {
    const error: unknown = await store.store(bytes).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ImageRefused);
    expect(await readdir(folder)).toEqual([]);
    return error instanceof ImageRefused ? error.code : '';
  };
  const original = async (sha: string): Promise<Buffer> =>
    sharp(join(folder, 'originals', sha.slice(0, 2), `${sha}.jpg`)).toBuffer();
  const originalAbout = (sha: string) =>
    sharp(join(folder, 'originals', sha.slice(0, 2), `${sha}.jpg`)).metadata();

  it('takes JPEG, PNG, WebP and AVIF and keeps a JPEG', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const { sha, width, height } = await store.store(await halves(300, 200).toFormat(format).toBuffer());
      expect({ width, height }).toEqual({ width: 300, height: 200 });
      expect(await originalAbout(sha)).toMatchObject({ format: 'jpeg', width: 300, height: 200 });
    }
  });

  it('removes the place, time and device a phone wrote into the picture', async () => {
    const sent = await halves(200, 100)
      .withExif({
        IFD0: { Make: 'PhoneMaker', DateTime: '2026:11:01 08:00:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '8/1 37/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '104/1 43/1 0/1',
        },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>Đất Mũi</note></x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const { sha } = await store.store(sent);
    const about = await originalAbout(sha);
    expect([about.exif, about.xmp, about.iptc, about.icc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    for (const format of ['avif', 'webp', 'jpg'] as const) {
      const { bytes } = await store.derive(sha, 320, format);
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(bytes.includes('PhoneMaker')).toBe(false);
    }
  });

  it('turns a picture upright as its camera noted', async () => {
    const sent = await halves(200, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { sha, width, height } = await store.store(sent);
    expect({ width, height }).toEqual({ width: 100, height: 200 });
    expect((await originalAbout(sha)).orientation).toBeUndefined();
    const upright = await original(sha);
    const [topRed = 0, , topBlue = 0] = await pixel(upright, 50, 20);
    const [bottomRed = 0, , bottomBlue = 0] = await pixel(upright, 50, 180);
    expect(topRed).toBeGreaterThan(topBlue + 100);
    expect(bottomBlue).toBeGreaterThan(bottomRed + 100);
  });

  it('shrinks to 1600 pixels on the longer side and enlarges nothing', async () => {
    expect(await store.store(await halves(3200, 1000).jpeg().toBuffer())).toMatchObject({
      width: 1600,
      height: 500,
    });
    expect(await store.store(await halves(40, 30).jpeg().toBuffer())).toMatchObject({
      width: 40,
      height: 30,
    });
  });

  it('puts transparent parts on white', async () => {
    const clear = sharp({
      create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    });
    const { sha } = await store.store(await clear.png().toBuffer());
    expect(await pixel(await original(sha), 10, 10)).toEqual([255, 255, 255]);
  });

  it('gives the same bytes the same hash and one file', async () => {
    const sent = await halves(120, 80).png().toBuffer();
    const [one, two] = await Promise.all([store.store(sent), store.store(sent)]);
    const later = await new ImageStore(folder).store(sent);
    expect(two).toEqual(one);
    expect(later).toEqual(one);
    expect(one.sha).toMatch(/^[0-9a-f]{64}$/);
    expect(await readdir(join(folder, 'originals', one.sha.slice(0, 2)))).toEqual([`${one.sha}.jpg`]);
    expect((await store.store(await halves(121, 80).png().toBuffer())).sha).not.toBe(one.sha);
  });

  it('refuses what is no picture, whatever it is called', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    expect(await refusal(Buffer.from(svg))).toBe('unsupported_type');
    expect(await refusal(Buffer.from(`<?xml version="1.0"?>${svg}`))).toBe('unsupported_type');
    expect(await refusal(await halves(9, 9).gif().toBuffer())).toBe('unsupported_type');
    expect(await refusal(await halves(9, 9).tiff().toBuffer())).toBe('unsupported_type');
    expect(await refusal(Buffer.from('%PDF-1.7'))).toBe('unsupported_type');
    expect(await refusal(Buffer.alloc(0))).toBe('unsupported_type');
  });

  it('refuses a first line of JPEG in front of something else', async () => {
    expect(await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<svg></svg>')]))).toBe(
      'unreadable',
    );
  });

  it('refuses a picture that was cut off on the way', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const whole = await noise(400, 300).toFormat(format).toBuffer();
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.6))), format).toBe('unreadable');
    }
  });

  it('refuses more than 12 MB before looking inside', async () => {
    expect(await refusal(Buffer.alloc(12 * 1024 * 1024 + 1, 0xff))).toBe('too_large');
  });

  it('refuses a small file that would unpack to gigabytes', async () => {
    expect(await refusal(pngSaying(50_000, 50_000))).toBe('too_large');
    expect(await refusal(pngSaying(52_001, 1_000))).toBe('too_large');
  });

  it('derives each width and format once and never enlarges', async () => {
    const { sha } = await store.store(await halves(800, 400).jpeg().toBuffer());
    for (const [format, type, decoded] of [
      ['avif', 'image/avif', 'heif'],
      ['webp', 'image/webp', 'webp'],
      ['jpg', 'image/jpeg', 'jpeg'],
    ] as const) {
      for (const [asked, given] of [
        [320, 320],
        [640, 640],
        [1200, 800],
      ] as const) {
        const { bytes, contentType } = await store.derive(sha, asked, format);
        expect(contentType).toBe(type);
        expect(await sharp(bytes).metadata()).toMatchObject({
          format: decoded,
          width: given,
          height: given / 2,
        });
      }
    }
    const kept = await readdir(join(folder, 'derived', sha.slice(0, 2), sha));
    expect(kept.toSorted()).toEqual(
      ['320', '640', '1200']
        .flatMap((width) => ['avif', 'jpg', 'webp'].map((format) => `${width}.${format}`))
        .toSorted(),
    );
  });

  it('answers from the disk what was derived before', async () => {
    const { sha } = await store.store(await halves(400, 400).jpeg().toBuffer());
    await store.derive(sha, 320, 'webp');
    const path = join(folder, 'derived', sha.slice(0, 2), sha, '320.webp');
    await writeFile(path, 'kept');
    expect((await new ImageStore(folder).derive(sha, 320, 'webp')).bytes.toString()).toBe('kept');
  });

  it('encodes once for twenty requests at the same time', async () => {
    const { sha } = await store.store(await noise(900, 900).jpeg().toBuffer());
    const encodings = vi.spyOn(sharp.prototype, 'avif');
    try {
      const answers = await Promise.all(Array.from({ length: 20 }, () => store.derive(sha, 640, 'avif')));
      expect(encodings).toHaveBeenCalledTimes(1);
      expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1);
    } finally {
      encodings.mockRestore();
    }
  });

  it('leaves one whole file where two stores race for it', async () => {
    const { sha } = await store.store(await noise(500, 500).jpeg().toBuffer());
    const [one, two] = await Promise.all(
      [store, new ImageStore(folder)].map((each) => each.derive(sha, 320, 'jpg')),
    );
    expect(two?.bytes.equals(one?.bytes ?? Buffer.alloc(0))).toBe(true);
    const shelf = join(folder, 'derived', sha.slice(0, 2), sha);
    expect(await readdir(shelf)).toEqual(['320.jpg']);
    expect((await stat(join(shelf, '320.jpg'))).size).toBe(one?.bytes.length);
  });

  it('knows no picture by a hash that was never stored or is none', async () => {
    await expect(store.derive('0'.repeat(64), 320, 'jpg')).rejects.toThrow(ImageNotFound);
    await expect(store.derive('../../etc/passwd', 320, 'jpg')).rejects.toThrow(ImageNotFound);
    expect(await store.has('0'.repeat(64))).toBe(false);
    expect(await store.has('..')).toBe(false);
    const { sha } = await store.store(await halves(9, 9).jpeg().toBuffer());
    expect(await store.has(sha)).toBe(true);
  });

  it('can be asked again after a request that failed', async () => {
    const sent = await halves(64, 64).jpeg().toBuffer();
    const { sha } = await new ImageStore(join(folder, 'elsewhere')).store(sent);
    await expect(store.derive(sha, 320, 'jpg')).rejects.toThrow(ImageNotFound);
    await store.store(sent);
    expect((await store.derive(sha, 320, 'jpg')).contentType).toBe('image/jpeg');
  });
});
