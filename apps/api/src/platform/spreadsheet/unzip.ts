import { inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { SheetRefused } from './sheet.js';

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

/** An honest workbook has about ten parts. */
const MOST_ENTRIES = 2_000;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
/** Of the record at the end, and of the comment that may follow it. */
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;

interface Entry {
  name: string;
  method: number;
  packedBytes: number;
  at: number;
}

/**
 * The parts of a ZIP that somebody asks for by name, unpacked. What the archive says of its sizes counts for nothing:
 * unpacking stops where all parts together would pass `maxBytes`, so that a few kilobytes cannot become gigabytes.
 */
export class Unzip {
  private readonly entries: ReadonlyMap<string, Entry>;
  private left: number;

  /** @throws SheetRefused unreadable: no ZIP, or one of a kind no spreadsheet program writes */
  constructor(
    private readonly bytes: Buffer,
    maxBytes: number,
  ) {
    this.left = maxBytes;
    this.entries = new Map(readDirectory(bytes).map((entry) => [entry.name, entry]));
  }

  /**
   * A part as text; null where there is none of that name.
   *
   * @throws SheetRefused opens_too_large, unreadable
   */
  async text(name: string): Promise<string | null> {
    const entry = this.entries.get(name);
    if (entry === undefined) return null;
    const bytes = await this.unpack(entry);
    this.left -= bytes.length;
    return bytes.toString('utf8');
  }

  private async unpack({ method, packedBytes, at }: Entry): Promise<Buffer> {
    const { bytes } = this;
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY)
      throw new SheetRefused('unreadable');
    const begin = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const packed = bytes.subarray(begin, begin + packedBytes);
    if (method === 0) {
      if (packed.length > this.left) throw new SheetRefused('opens_too_large');
      return packed;
    }
    if (method !== 8) throw new SheetRefused('unreadable');
    try {
      return await inflate(packed, { maxOutputLength: Math.max(1, this.left) });
    } catch (error) {
      const { code } = error as { code?: string };
      throw new SheetRefused(code === 'ERR_BUFFER_TOO_LARGE' ? 'opens_too_large' : 'unreadable');
    }
  }
}

function readDirectory(bytes: Buffer): Entry[] {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw new SheetRefused('unreadable');
  const entries: Entry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new SheetRefused('unreadable');
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= earliest; at -= 1)
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw new SheetRefused('unreadable');
}
