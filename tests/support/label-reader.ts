import jsqr from 'jsqr';
import sharp from 'sharp';

/** What a phone reads from a picture with one QR code in it; null where it finds none. */
export async function readQr(picture: Buffer): Promise<string | null> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
}
