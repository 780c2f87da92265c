import sharp from 'sharp';
import { decodePicture, type PictureType } from './decode-picture.ts';

/**
 * A process that does nothing but decode pictures somebody sent: what a hostile one takes in memory, or brings down, is
 * this process, which has no secrets, no connection and no request of anybody else. See picture-reader.ts.
 */
sharp.concurrency(1);
sharp.cache(false);

process.on('message', ({ bytes, type }: { bytes: Uint8Array; type: PictureType }) => {
  void decodePicture(bytes, type).then((answer) => process.send?.(answer));
});
// Whoever asked has gone, however they went.
process.on('disconnect', () => process.exit());
