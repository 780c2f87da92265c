import sharp from 'sharp';
import { decorate, n, type Pattern, SIDE, shade, shadowPaint, stand, wall } from './backdrop.js';
import { type Chance, chanceFrom } from './chance.js';
import type { Oklch } from './colour.js';
import { type Container, drawContainer, footprint, type Goods } from './containers.js';
import type { Icon, IconSet } from './icon-set.js';

/** What a demo product's picture is made of; `icon` and `second` are names in an `IconSet`. */
export interface DemoPicture {
  icon: string;
  second?: string;
  container?: Container;
  pattern?: Pattern;
  /** A place and no goods: nothing it would stand on. */
  place?: boolean;
}

/** The hue (OKLCH degrees) in which each OCOP product group's pictures are kept. */
const groupHues: Readonly<Record<string, number | undefined>> = {
  I: 74,
  II: 215,
  III: 145,
  IV: 48,
  V: 355,
  VI: 185,
};

/** The hue of an OCOP product group ("I" to "VI"); an unknown group gets the rice gold of food. */
export const groupHue = (group: string): number => groupHues[group] ?? 74;

/** Icons that are pieces of the goods themselves and may lie many together in a jar or behind a window. */
const pieceIcons = new Set(
  `shrimp dried-shrimp tiger-prawn fried-shrimp crab mud-crab three-striped-crab fish dried-fish river-fish
  tropical-fish squid dried-squid oyster lobster banana beans peanuts chestnut hot-pepper garlic ginger-root
  leafy-green cucumber herb tangerine lemon mango cherries longan grapes olive egg candy cookie
  prawn-crackers rice-cracker noni pea-pod ear-of-corn roasted-sweet-potato potato tomato fallen-leaf seedling
  leaf-fluttering-in-wind hibiscus lotus rose coconut pineapple bacon fish-cake-with-swirl fish-patty meatballs jerky pickled-shoots`.split(
    /\s+/,
  ),
);

/** What fills the jar where the icon's mean colour says something else. */
const bulkColours: Readonly<Record<string, Oklch | undefined>> = {
  'paste-bowl': { l: 0.46, c: 0.1, h: 28 },
  'sauce-dish': { l: 0.53, c: 0.125, h: 56 },
  'bird-nest': { l: 0.9, c: 0.045, h: 88 },
  'pickled-shoots': { l: 0.88, c: 0.06, h: 110 },
  'wooden-bowl': { l: 0.8, c: 0.06, h: 78 },
  'sheaf-of-rice': { l: 0.92, c: 0.035, h: 88 },
  aloe: { l: 0.86, c: 0.07, h: 130 },
};

/** Turns a drawn colour into one of goods in bulk: no food is blue, and a pale mean is salt, rice or spirit. */
function bulkColour(mean: Oklch): Oklch {
  if (mean.c < 0.045 || (mean.l > 0.84 && mean.c < 0.07)) return { l: 0.9, c: 0.02, h: 85 };
  const coldHue = mean.h > 185 && mean.h < 330;
  if (coldHue) return { l: 0.55, c: 0.115, h: 62 };
  return { l: Math.min(0.76, Math.max(0.5, mean.l)), c: Math.min(0.15, Math.max(0.085, mean.c)), h: mean.h };
}

/** Puts icons on the canvas by what is painted of them, not by their box. */
class Stage {
  // Some icons hide their author's sketches outside of the box.
  readonly #defs: string[] = ['<clipPath id="icon-box"><rect width="128" height="128"/></clipPath>'];
  readonly #ids = new Map<string, string>();

  /** The shared drawings; belongs at the head of the document, after everything was placed. */
  get defs(): string {
    return this.#defs.join('');
  }

  /** The icon with the middle of its painted part at (x, y), its longer side `size` long. */
  centred(icon: Icon, x: number, y: number, size: number, turn = 0, flip = false): string {
    const { left, top, right, bottom } = icon.painted;
    const scale = size / Math.max(right - left, bottom - top);
    return `<use href="#${this.#id(icon)}" transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${flip ? '-' : ''}${scale.toFixed(3)} ${scale.toFixed(3)}) translate(${n(-(left + right) / 2)} ${n(-(top + bottom) / 2)})"/>`;
  }

  /** The icon standing at (x, foot) with its shadow. */
  standing(icon: Icon, x: number, foot: number, size: number, turn = 0, flip = false): string {
    const { left, top, right, bottom } = icon.painted;
    const scale = size / Math.max(right - left, bottom - top);
    const [width, height] = [(right - left) * scale, (bottom - top) * scale];
    return (
      shade(x + width * 0.05, foot - 2, width * 0.6, Math.max(18, width * 0.12)) +
      this.centred(icon, x, foot - height / 2 + 4, size, turn, flip)
    );
  }

  #id(icon: Icon): string {
    const known = this.#ids.get(icon.name);
    if (known) return known;
    const id = `icon${this.#ids.size}`;
    // Icons reuse names like "a" for their gradients, so each gets a prefix of its own.
    const body = icon.body
      .replaceAll(/\bid="([^"]+)"/g, `id="${id}-$1"`)
      .replaceAll(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
      .replaceAll(/href="#([^"]+)"/g, `href="#${id}-$1"`);
    this.#ids.set(icon.name, id);
    this.#defs.push(`<g id="${id}" clip-path="url(#icon-box)">${body}</g>`);
    return id;
  }
}

function goodsOf(icon: Icon, stage: Stage, hue: number, chance: Chance): Goods {
  return {
    badge: (x, y, size) => stage.centred(icon, x, y, size),
    pieces: (left, top, right, bottom, size) => {
      if (!pieceIcons.has(icon.name)) return '';
      const step = size * 0.62;
      const placed: string[] = [];
      for (let y = top + step * 0.3; y < bottom + step * 0.5; y += step) {
        for (let x = left + chance.between(0, step * 0.6); x < right + step * 0.5; x += step) {
          placed.push(
            stage.centred(
              icon,
              x,
              y + chance.between(-10, 10),
              size,
              chance.between(-70, 70),
              chance.pick([true, false]),
            ),
          );
        }
      }
      return placed.join('');
    },
    colour: bulkColours[icon.name] ?? bulkColour(icon.mean),
    hue,
  };
}

/** Where the container stands and what stands in front of it. */
function arrange(
  kind: Container,
  icon: Icon,
  second: Icon | null,
  stage: Stage,
  hue: number,
  chance: Chance,
): string {
  const goods = goodsOf(icon, stage, hue, chance);
  const drawn = drawContainer(kind, goods, chance);
  if (kind === 'none') {
    const aside = second ? stage.standing(second, 890, 1034, 290, 0) : '';
    const x = second ? 540 : 600;
    return stage.standing(icon, x, 992, second ? 640 : 700) + aside;
  }
  if (kind === 'plate') {
    const dish = `${shade(600, 1080, 560, 84, 0.8)}<g transform="translate(600 950)">${drawn}</g>`;
    const aside = second ? stage.standing(second, 880, 1010, 250) : '';
    return `${dish}${stage.standing(icon, 370, 905, 400, -7, true)}${stage.standing(icon, 810, 905, 400, 6)}${stage.standing(icon, 570, 992, 560)}${aside}`;
  }
  const x = kind === 'bottle' ? 470 : 490;
  const foot = 976;
  const container = `${shade(x + 30, foot, footprint[kind] * 1.3, 58)}<g transform="translate(${x} ${foot})">${drawn}</g>`;
  const aside = second ? stage.standing(second, kind === 'bottle' ? 250 : 236, 1032, 230) : '';
  return `${container}${stage.standing(icon, kind === 'bottle' ? 760 : 826, 1040, kind === 'bottle' ? 400 : 360)}${aside}`;
}

/**
 * Composes the square picture of a demo product, 1200 × 1200 px, as JPEG bytes for the normal image pipeline.
 * The same picture, hue and seed give the same bytes; the seed (a product's slug) varies hue, side, stand and
 * colours of the packaging, so that five sellers of the same dried shrimp do not look like one.
 * `hue` is in OKLCH degrees, see `groupHue`. Throws `UnknownIcon`.
 */
export async function composeDemoPicture(
  picture: DemoPicture,
  hue: number,
  seed: string,
  icons: IconSet,
): Promise<Buffer> {
  const chance = chanceFrom(seed);
  const ownHue = hue + chance.between(-26, 14);
  const [icon, second] = await Promise.all([
    icons.icon(picture.icon),
    picture.second ? icons.icon(picture.second) : null,
  ]);
  const kind = picture.container ?? 'none';
  const pattern = picture.pattern ?? 'none';
  const stage = new Stage();
  const backdrop = wall(ownHue) + decorate(pattern, ownHue, chance);
  const base =
    kind === 'plate' || picture.place === true ? '' : stand(chance.pick(['stone', 'stone', 'wood']), ownHue);
  const scene = arrange(kind, icon, second, stage, ownHue, chance);
  const mirrored = chance.pick([true, false]) ? 'translate(1200 0) scale(-1 1) ' : '';
  // Steps up to the table: a card shows this picture two fingers wide.
  const closer = 'translate(600 1112) scale(1.14) translate(-600 -1112)';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}">${shadowPaint(ownHue)}<defs>${stage.defs}</defs>${backdrop}<g transform="${mirrored}${closer}">${base}${scene}</g></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
}
