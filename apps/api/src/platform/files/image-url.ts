/** Widths in which every picture can be asked for, in pixels: a card, a phone's screen, the gallery. */
export const imageWidths = [320, 640, 1200] as const;
export type ImageWidth = (typeof imageWidths)[number];

/** Formats in which every picture can be asked for, the smallest first. */
export const imageFormats = ['avif', 'webp', 'jpg'] as const;
export type ImageFormat = (typeof imageFormats)[number];

/** The address of a stored picture in one of its widths; its content never changes. */
export const imageUrl = (sha: string, width: ImageWidth, format: ImageFormat): string =>
  `/api/v1/images/${sha}/${width}.${format}`;

/**
 * The `srcset` of a stored picture. Pictures are never enlarged, so widths above the original's are left out,
 * except the next one up, which carries the original's own width: "…/640.avif 500w".
 */
export function imageSrcset(image: { sha: string; width: number }, format: ImageFormat): string {
  const candidates: string[] = [];
  for (const width of imageWidths) {
    candidates.push(`${imageUrl(image.sha, width, format)} ${Math.min(width, image.width)}w`);
    if (width >= image.width) break;
  }
  return candidates.join(', ');
}

/**
 * The picture an `<img src>` names: JPEG, which every browser reads, no wider than `upTo`, with the size it
 * will really have, so that the page keeps its place free.
 */
export function imageSource(
  image: { sha: string; width: number; height: number },
  upTo: ImageWidth = 640,
): { url: string; width: number; height: number } {
  const width = Math.min(upTo, image.width);
  return {
    url: imageUrl(image.sha, upTo, 'jpg'),
    width,
    height: Math.max(1, Math.round((image.height * width) / image.width)),
  };
}

const address = /^\/api\/v1\/images\/([0-9a-f]{64})\/(320|640|1200)\.(avif|webp|jpg)$/;

/** The parts of an image address, or null when it is none of ours. */
export function parseImageUrl(url: string): { sha: string; width: ImageWidth; format: ImageFormat } | null {
  const [, sha, width, format] = address.exec(url) ?? [];
  const knownWidth = imageWidths.find((known) => String(known) === width);
  const knownFormat = imageFormats.find((known) => known === format);
  return sha && knownWidth && knownFormat ? { sha, width: knownWidth, format: knownFormat } : null;
}
