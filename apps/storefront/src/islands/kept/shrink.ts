/** Makes a photograph small before it leaves the phone. */

export interface Limits {
  longestSidePx: number;
  /** Of the JPEG, 0–1. */
  quality: number;
  /** A file below this goes as it is, if it is one the floor reads. */
  smallEnoughBytes: number;
}

/** What the floor reads (platform/files/read-upload.ts); a phone's HEIC is turned into JPEG where the browser knows it. */
const READ_BY_THE_FLOOR = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif']);

/** What a browser does with pictures; tests bring their own. */
export interface Darkroom {
  develop(file: Blob): Promise<Negative>;
}

interface Negative {
  width: number;
  height: number;
  /** A JPEG of that size; null where the browser has no memory for it. */
  print(width: number, height: number, quality: number): Promise<Blob | null>;
  close(): void;
}

/** The picture in a size that travels; the file itself where it cannot or need not be made smaller. */
export async function shrunk(file: File, limits: Limits, darkroom: Darkroom = canvas): Promise<File> {
  const goesAsItIs = READ_BY_THE_FLOOR.has(file.type);
  if (!file.type.startsWith('image/') || (goesAsItIs && file.size <= limits.smallEnoughBytes)) return file;
  try {
    const picture = await darkroom.develop(file);
    const { width, height } = fitted(picture, limits.longestSidePx);
    const print = await picture.print(width, height, limits.quality).finally(() => picture.close());
    if (!print || (goesAsItIs && print.size >= file.size)) return file;
    return new File([print], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    // A kind of picture this browser cannot read: the server judges it.
    return file;
  }
}

/** The same shape, its longer side no longer than that. */
export function fitted(size: { width: number; height: number }, longest: number): typeof size {
  const scale = Math.min(1, longest / Math.max(size.width, size.height));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

const canvas: Darkroom = {
  async develop(file) {
    // The camera writes "turn me" beside the pixels; the canvas would forget it.
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    return {
      width: picture.width,
      height: picture.height,
      close: () => picture.close(),
      print(width, height, quality) {
        const paper = document.createElement('canvas');
        paper.width = width;
        paper.height = height;
        const pen = paper.getContext('2d');
        if (!pen) return Promise.resolve(null);
        // JPEG knows no transparency; a cut-out picture would stand on black.
        pen.fillStyle = '#fff';
        pen.fillRect(0, 0, width, height);
        pen.imageSmoothingQuality = 'high';
        pen.drawImage(picture, 0, 0, width, height);
        return new Promise((done) => paper.toBlob(done, 'image/jpeg', quality));
      },
    };
  },
};
