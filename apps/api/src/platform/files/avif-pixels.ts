/** A file that is no AVIF picture of the plain kind: what is not understood here is not given to a decoder. */
export class NotPlainAvif extends Error {}

interface Box {
  type: string;
  start: number;
  end: number;
}

/** Kinds of items a picture is made of; the first are decoded, the others describe. */
const PICTURE_ITEM = 'av01';
const OTHER_ITEMS = new Set(['grid', 'Exif', 'mime']);
/** A grid of thumbnails has more tiles than any camera makes. */
const MOST_ITEMS = 64;

/**
 * The pixels that decoding an AVIF file (ISO/IEC 23000-22) takes, over all its items: picture, alpha plane, thumbnail,
 * tiles. They are read where the decoder reads them, in the AV1 sequence headers: the size in the file's own header says
 * nothing, because the decoder allocates by the former before anybody compares the two.
 *
 * @throws NotPlainAvif
 */
export function avifPixels(file: Buffer): number {
  try {
    const meta = only(boxesIn(file, 0, file.length), 'meta');
    const inside = boxesIn(file, meta.start + 4, meta.end);
    const types = itemTypes(file, only(inside, 'iinf'));
    let pixels = 0;
    for (const { id, extents } of itemPlaces(file, only(inside, 'iloc'))) {
      const type = types.get(id) ?? '';
      if (OTHER_ITEMS.has(type)) continue;
      if (type !== PICTURE_ITEM || extents === null) throw new NotPlainAvif(`an item ${type}`);
      const data = Buffer.concat(extents.map(({ offset, length }) => cut(file, offset, length)));
      pixels += largestFrame(data);
    }
    return pixels;
  } catch (error) {
    // Reading past the end.
    throw error instanceof RangeError ? new NotPlainAvif('cut off') : error;
  }
}

function boxesIn(file: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const size = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    // 1: a 64-bit size follows, which no file of 12 MB needs. 0: to the end.
    const end = size === 0 ? to : at + size;
    if (size === 1 || end < at + 8 || end > to) throw new NotPlainAvif(`a box ${type} of ${size}`);
    boxes.push({ type, start: at + 8, end });
    at = end;
  }
  return boxes;
}

function only(boxes: readonly Box[], type: string): Box {
  const [found, more] = boxes.filter((box) => box.type === type);
  if (found === undefined || more !== undefined) throw new NotPlainAvif(`not one box ${type}`);
  return found;
}

function itemTypes(file: Buffer, { start, end }: Box): Map<number, string> {
  const from = start + 4 + (file.readUInt8(start) === 0 ? 2 : 4);
  return new Map(
    boxesIn(file, from, end).map((box) => {
      const version = file.readUInt8(box.start);
      if (version !== 2 && version !== 3) throw new NotPlainAvif('an old kind of item');
      const idBytes = version === 2 ? 2 : 4;
      const id = file.readUIntBE(box.start + 4, idBytes);
      const type = box.start + 4 + idBytes + 2;
      return [id, file.toString('latin1', type, type + 4)];
    }),
  );
}

/** Where the items lie in the file; `extents` null where it is not in the file itself. */
function itemPlaces(
  file: Buffer,
  { start }: Box,
): { id: number; extents: { offset: number; length: number }[] | null }[] {
  let at = start + 4;
  const take = (bytes: number): number => {
    if (bytes === 0) return 0;
    const value = bytes === 8 ? Number(file.readBigUInt64BE(at)) : file.readUIntBE(at, bytes);
    at += bytes;
    return value;
  };
  const version = file.readUInt8(start);
  const [sizes, more] = [take(1), take(1)];
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, more >> 4];
  const indexBytes = version === 0 ? 0 : more & 15;
  if ([offsetBytes, lengthBytes, baseBytes, indexBytes].some((bytes) => ![0, 4, 8].includes(bytes)))
    throw new NotPlainAvif('sizes of places');
  const count = take(version < 2 ? 2 : 4);
  if (count > MOST_ITEMS) throw new NotPlainAvif(`${count} items`);
  return Array.from({ length: count }, () => {
    const id = take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : take(2) & 15;
    const elsewhere = take(2) !== 0;
    const base = take(baseBytes);
    const extents = take(2);
    if (extents > MOST_ITEMS) throw new NotPlainAvif(`${extents} extents`);
    const places = Array.from({ length: extents }, () => {
      take(indexBytes);
      const offset = base + take(offsetBytes);
      return { offset, length: take(lengthBytes) };
    });
    return { id, extents: method === 0 && !elsewhere ? places : null };
  });
}

function cut(file: Buffer, offset: number, length: number): Buffer {
  if (offset + length > file.length) throw new NotPlainAvif('cut off');
  return file.subarray(offset, offset + length);
}

const SEQUENCE_HEADER = 1;

/** The most pixels a frame of these AV1 units (OBUs, AV1 specification 5.3) can have. */
function largestFrame(units: Buffer): number {
  let largest = 0;
  for (let at = 0; at < units.length;) {
    const header = units.readUInt8(at);
    const [hasExtension, hasSize] = [(header & 4) !== 0, (header & 2) !== 0];
    at += hasExtension ? 2 : 1;
    let size = units.length - at;
    if (hasSize) {
      size = 0;
      for (let shift = 0, byte = 128; (byte & 128) !== 0; shift += 7) {
        if (shift > 28) throw new NotPlainAvif('a unit without end');
        byte = units.readUInt8(at);
        at += 1;
        size += (byte & 127) * 2 ** shift;
      }
    }
    if (((header >> 3) & 15) === SEQUENCE_HEADER)
      largest = Math.max(largest, framePixels(cut(units, at, size)));
    at += size;
  }
  if (largest === 0) throw new NotPlainAvif('no sequence header');
  return largest;
}

/** The size a sequence header (AV1 specification 5.5) allows frames to have. */
function framePixels(header: Buffer): number {
  let bit = 0;
  const take = (bits: number): number => {
    let value = 0;
    for (let count = 0; count < bits; count += 1, bit += 1)
      value = value * 2 + ((header.readUInt8(bit >> 3) >> (7 - (bit & 7))) & 1);
    return value;
  };
  take(4);
  const reduced = take(1) === 1;
  if (reduced) take(5);
  else {
    if (take(1) === 1) throw new NotPlainAvif('timing of a film');
    const delays = take(1) === 1;
    const points = take(5) + 1;
    for (let point = 0; point < points; point += 1) {
      take(12);
      if (take(5) > 7) take(1);
      if (delays && take(1) === 1) take(4);
    }
  }
  const [widthBits, heightBits] = [take(4) + 1, take(4) + 1];
  const [width, height] = [take(widthBits) + 1, take(heightBits) + 1];
  // A frame may say a size of its own in so many bits, and decoders believe it; encoders use as few as they need.
  if (2 ** widthBits > 2 * width || 2 ** heightBits > 2 * height)
    throw new NotPlainAvif('room for larger frames');
  return width * height;
}
