import { inflateSync } from 'node:zlib';

/** What a PDF can be refused for. */
export type PdfFault = 'active_pdf' | 'locked_pdf';

/** Names under which a PDF (ISO 32000) holds what acts by itself, or carries other files. */
const ACTIVE = new Set([
  'JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData',
  'GoToR', 'GoToE', 'Rendition', 'Movie', 'Sound',
]); // prettier-ignore

/** Unpacked, over all streams of objects: a paper of a few pages has some hundred kilobytes of them. */
const MOST_UNPACKED_BYTES = 16 * 1024 * 1024;

const NAME = /\/([^\s/()<>[\]{}%]{1,60})/g;

/**
 * What is wrong with a PDF that people will download: it acts by itself, or is locked so that nobody can tell. Page
 * contents are not looked into, because nothing in them runs; objects packed into streams are unpacked and looked at.
 */
export function pdfFault(bytes: Buffer): PdfFault | null {
  let room = MOST_UNPACKED_BYTES;
  let from = 0;
  while (from < bytes.length) {
    const stream = streamAfter(bytes, from);
    const outside = bytes.toString('latin1', from, stream?.start ?? bytes.length);
    const names = namesIn(outside);
    if (names.has('Encrypt')) return 'locked_pdf';
    if (isActive(names)) return 'active_pdf';
    if (stream === null) return null;
    if (namesIn(lastDictionary(outside)).has('ObjStm')) {
      const objects = unpacked(bytes.subarray(stream.start, stream.end), room);
      // What cannot be looked into may hold anything.
      if (objects === null) return 'active_pdf';
      room -= objects.length;
      if (isActive(namesIn(objects.toString('latin1')))) return 'active_pdf';
    }
    from = stream.end;
  }
  return null;
}

const isActive = (names: ReadonlySet<string>): boolean => [...names].some((name) => ACTIVE.has(name));

/** Names may be written with their letters in hexadecimal: `/J#61vaScript`. */
function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(NAME))
    names.add(
      name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  return names;
}

/** The next stream's contents; null where no more comes. */
function streamAfter(bytes: Buffer, from: number): { start: number; end: number } | null {
  for (let at = bytes.indexOf('stream', from); at !== -1; at = bytes.indexOf('stream', at + 1)) {
    const next = bytes[at + 6];
    const isEnd = bytes.toString('latin1', Math.max(0, at - 3), at) === 'end';
    if (isEnd || (next !== 10 && next !== 13)) continue;
    const start = at + (next === 13 && bytes[at + 7] === 10 ? 8 : 7);
    const end = bytes.indexOf('endstream', start);
    return { start, end: end === -1 ? bytes.length : end };
  }
  return null;
}

/** The dictionary in front of a stream: from where its object begins. */
const lastDictionary = (outside: string): string => outside.slice(outside.lastIndexOf(' obj') + 1);

function unpacked(packed: Buffer, room: number): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, room) });
  } catch {
    return null;
  }
}
