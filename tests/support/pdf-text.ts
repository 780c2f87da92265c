import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as a reader copies it out: glyphs back into letters by each font's own ToUnicode table. Knows what
 * our writer makes (objects in clear, streams deflated, glyphs in four hex digits), and no other PDF.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const lines: string[] = [];
  for (const { dictionary, stream } of objects.values()) {
    const fonts = fontsOf(dictionary, objects);
    if (fonts === null) continue;
    const contents = /\/Contents (\d+) 0 R/.exec(dictionary)?.[1] ?? '';
    lines.push(...linesOf(objects.get(contents)?.stream ?? stream, fonts));
  }
  return lines.join(' ').replaceAll(/\s+/g, ' ').trim();
}

interface PdfObject {
  dictionary: string;
  stream: string;
}
type Letters = ReadonlyMap<string, string>;

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const found of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = found;
    const at = body.indexOf('\nstream\n');
    if (at === -1) {
      objects.set(id, { dictionary: body, stream: '' });
      continue;
    }
    const dictionary = body.slice(0, at);
    const raw = Buffer.from(body.slice(at + '\nstream\n'.length, body.lastIndexOf('\nendstream')), 'latin1');
    const stream = dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw;
    objects.set(id, { dictionary, stream: stream.toString('latin1') });
  }
  return objects;
}

/** The fonts of a page by their names there; null for what is no page. */
function fontsOf(dictionary: string, objects: ReadonlyMap<string, PdfObject>): Map<string, Letters> | null {
  if (!/\/Type \/Page\b(?!s)/.test(dictionary)) return null;
  const resources =
    objects.get(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1] ?? '')?.dictionary ?? dictionary;
  const fonts = new Map<string, Letters>();
  for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1] ?? '';
    fonts.set(name, lettersOf(objects.get(table)?.stream ?? ''));
  }
  return fonts;
}

/** `<0000> <00ff> [<0041> <1ea1> …]`: the letters of glyphs counted from the first. */
function lettersOf(table: string): Letters {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of table.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    for (const [index, [, code = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      // A glyph of two letters (ff) names both, with a space between them.
      const units = Buffer.from(code.replaceAll(' ', ''), 'hex');
      letters.set(glyph, units.swap16().toString('utf16le'));
    }
  }
  return letters;
}

function linesOf(content: string, fonts: ReadonlyMap<string, Letters>): string[] {
  let letters: Letters = new Map();
  const lines: string[] = [];
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    else lines.push(textOf(shown ?? '', letters));
  }
  return lines;
}

const textOf = (shown: string, letters: Letters): string =>
  [...shown.matchAll(/<(\w+)>/g)]
    .flatMap(([, glyphs = '']) => glyphs.match(/.{4}/g) ?? [])
    .map((glyph) => letters.get(glyph.toLowerCase()) ?? '\uFFFD')
    .join('');
