import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { type Oklch, oklchToHex, rgbToOklch } from './colour.js';
import { drawnGoods } from './drawn-goods.js';
import { tintedIcons } from './tinted-icons.js';

/** One picture of the set, drawn in a box of 128 × 128 units. */
export interface Icon {
  name: string;
  /** SVG elements without the surrounding `<svg>`. */
  body: string;
  /** The part of the box that is painted; icons carry different margins and still have to stand on a table. */
  painted: { left: number; top: number; right: number; bottom: number };
  /** The mean of what is painted; what a jar or a bottle of it is filled with. */
  mean: Oklch;
}

/** Side of the box every icon is drawn in, in its own units. */
const ICON_BOX = 128;

/** The name is in neither the emoji set nor the drawings of this folder. */
export class UnknownIcon extends Error {
  constructor(readonly icon: string) {
    super(
      `No picture is called '${icon}'. Names are those of @iconify-json/noto, tinted-icons.ts and drawn-goods.ts.`,
    );
    this.name = 'UnknownIcon';
  }
}

interface IconFile {
  icons: Record<string, { body: string } | undefined>;
  aliases?: Record<string, { parent: string } | undefined>;
}

/**
 * The free pictures that demo products are composed from: Noto emoji (Apache 2.0), some of them in other
 * colours, and a few drawings of our own. The file behind it is 25 MB, so open it for a seeding run and let
 * it go afterwards; a serving process does not need it.
 */
export class IconSet {
  readonly #file: IconFile;
  readonly #known = new Map<string, Promise<Icon>>();

  private constructor(file: IconFile) {
    this.#file = file;
  }

  /** Reads the set from the installed package. */
  static async open(): Promise<IconSet> {
    const path = createRequire(import.meta.url).resolve('@iconify-json/noto/icons.json');
    return new IconSet(JSON.parse(await readFile(path, 'utf8')) as IconFile);
  }

  /** Whether `icon` would find a picture of this name. */
  has(name: string): boolean {
    return this.#body(name) !== null;
  }

  /** The picture of this name, measured. Throws `UnknownIcon`. */
  icon(name: string): Promise<Icon> {
    const known = this.#known.get(name);
    if (known) return known;
    const body = this.#body(name);
    const measured = body === null ? Promise.reject(new UnknownIcon(name)) : measure(name, body);
    this.#known.set(name, measured);
    return measured;
  }

  #body(name: string): string | null {
    const drawn = drawnGoods[name];
    if (drawn) return drawn;
    const tint = tintedIcons[name];
    if (tint) {
      const original = this.#body(tint.from);
      return original === null ? null : recolour(original, tint.shift);
    }
    const found = this.#file.icons[name] ?? this.#file.icons[this.#file.aliases?.[name]?.parent ?? ''];
    return found?.body ?? null;
  }
}

/** The same drawing with every colour moved by `shift`; white, black and grey keep their greyness. */
function recolour(body: string, shift: (colour: Oklch) => Oklch): string {
  return body.replace(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi, (hex) => {
    const digits = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1);
    const value = Number.parseInt(digits, 16);
    const colour = rgbToOklch(value >> 16, (value >> 8) & 255, value & 255);
    return colour.c < 0.03 ? hex : oklchToHex(shift(colour));
  });
}

async function measure(name: string, body: string): Promise<Icon> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${ICON_BOX} ${ICON_BOX}" width="${ICON_BOX}" height="${ICON_BOX}">${body}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const painted = { left: ICON_BOX, top: ICON_BOX, right: 0, bottom: 0 };
  let [red, green, blue, weight] = [0, 0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    if (alpha < 24) continue;
    const x = (at / 4) % ICON_BOX;
    const y = Math.floor(at / 4 / ICON_BOX);
    painted.left = Math.min(painted.left, x);
    painted.right = Math.max(painted.right, x + 1);
    painted.top = Math.min(painted.top, y);
    painted.bottom = Math.max(painted.bottom, y + 1);
    red += (pixels[at] ?? 0) * alpha;
    green += (pixels[at + 1] ?? 0) * alpha;
    blue += (pixels[at + 2] ?? 0) * alpha;
    weight += alpha;
  }
  if (weight === 0) throw new UnknownIcon(name);
  return { name, body, painted, mean: rgbToOklch(red / weight, green / weight, blue / weight) };
}
