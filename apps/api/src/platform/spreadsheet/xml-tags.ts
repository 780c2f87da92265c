import { SheetRefused } from './sheet.js';

/** A tag or a piece of text, in the order of the document. Names are without their prefix (`x:row` is `row`). */
export type XmlPiece =
  | { kind: 'open'; name: string; attributes: Readonly<Record<string, string>>; closed: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Walks the tags of an XML part of a workbook. A document type, and with it every entity of its own, is refused; so is
 * anything that is not well formed where it is read.
 *
 * @throws SheetRefused unreadable
 */
export function* xmlPieces(xml: string): Generator<XmlPiece> {
  const tag = new RegExp(TAG);
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < xml.length) {
    if (xml[at] !== '<') {
      const next = xml.indexOf('<', at);
      const end = next < 0 ? xml.length : next;
      yield { kind: 'text', text: unescape(xml.slice(at, end)) };
      at = end;
    } else if (xml.startsWith('<?', at)) at = after(xml, '?>', at);
    else if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) {
      const end = after(xml, ']]>', at);
      yield { kind: 'text', text: xml.slice(at + 9, end - 3) };
      at = end;
    } else {
      tag.lastIndex = at;
      const [, slash, name = '', attributes = '', closed] = tag.exec(xml) ?? refuse();
      yield slash === '/'
        ? { kind: 'close', name }
        : { kind: 'open', name, attributes: readAttributes(attributes), closed: closed === '/' };
      at = tag.lastIndex;
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at < 0 ? refuse() : at + mark.length;
}

function refuse(): never {
  throw new SheetRefused('unreadable');
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    attributes[name] = unescape(double ?? single ?? '');
  return attributes;
}

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    ENTITY,
    (_, hex: string | undefined, decimal: string | undefined, named: string | undefined) => {
      if (named !== undefined) return NAMED[named.toLowerCase()] ?? '';
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
