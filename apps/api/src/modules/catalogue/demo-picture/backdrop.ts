import type { Chance } from './chance.js';
import { oklchToHex } from './colour.js';

export const patterns = ['dots', 'waves', 'leaves', 'rays', 'none'] as const;
export type Pattern = (typeof patterns)[number];

/** Side of the composed square, in pixels. */
export const SIDE = 1200;
/** Height of the line on which things stand, in pixels from the top. */
export const TABLE = 968;

/** One number with at most one decimal: nobody sees more, and the text stays short. */
export const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Cold hues look stronger than warm ones at the same chroma; the shop is to look warm as a whole. */
const calm = (hue: number): number => (hue > 150 && hue < 290 ? 0.6 : hue > 115 || hue < 15 ? 0.8 : 1);

/**
 * The wall: light in the middle, as if a window stood open in front of it, in the hue of the product group.
 */
export function wall(hue: number): string {
  const stop = (offset: number, l: number, c: number, opacity = 1): string =>
    `<stop offset="${offset}" stop-color="${oklchToHex({ l, c: c * calm(hue), h: hue })}" stop-opacity="${opacity}"/>`;
  return `<radialGradient id="wall" cx=".5" cy=".42" r=".8">${stop(0, 0.985, 0.018)}${stop(0.45, 0.945, 0.042)}${stop(1, 0.83, 0.085)}</radialGradient><linearGradient id="floor" x2="0" y2="1">${stop(0, 0.88, 0.07, 0)}${stop(0.45, 0.86, 0.075, 0.75)}${stop(1, 0.93, 0.05, 0.9)}</linearGradient><rect width="${SIDE}" height="${SIDE}" fill="url(#wall)"/>`;
}

/** What is on the wall, tone on tone: it must be felt rather than seen. */
export function decorate(pattern: Pattern, hue: number, chance: Chance): string {
  const floor = `<rect y="760" width="${SIDE}" height="${SIDE - 760}" fill="url(#floor)"/>`;
  switch (pattern) {
    case 'dots':
      return dots(hue) + floor;
    case 'rays':
      return rays(chance) + floor;
    case 'leaves':
      return leaves(hue, chance) + floor;
    case 'waves':
      return waves(chance);
    case 'none':
      return floor;
  }
}

function dots(hue: number): string {
  const circles: string[] = [];
  const step = 62;
  for (let row = 0; row * step * 0.87 < 780; row += 1) {
    for (let column = -1; column * step < SIDE + step; column += 1) {
      const x = column * step + (row % 2 ? step / 2 : 0);
      const y = 20 + row * step * 0.87;
      const away = Math.hypot(x - 600, y - 520) / 800;
      const r = 2 + 17 * Math.max(0, away - 0.28) * (1 - y / 1000);
      if (r > 2.2) circles.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"/>`);
    }
  }
  return `<g fill="${oklchToHex({ l: 0.99, c: 0.015, h: hue })}" opacity=".62">${circles.join('')}</g>`;
}

function rays(chance: Chance): string {
  const count = 20;
  const turn = chance.between(0, 360 / count);
  const wedges = Array.from({ length: count }, (_, at) => {
    const from = (((at * 360) / count + turn) * Math.PI) / 180;
    const to = from + Math.PI / count;
    const edge = (angle: number): string =>
      `${n(600 + 1000 * Math.cos(angle))} ${n(560 + 1000 * Math.sin(angle))}`;
    return `M600 560L${edge(from)}L${edge(to)}Z`;
  });
  return `<radialGradient id="ray" gradientUnits="userSpaceOnUse" cx="600" cy="560" r="760"><stop offset=".2" stop-color="#fff" stop-opacity=".75"/><stop offset=".62" stop-color="#fff" stop-opacity=".4"/><stop offset="1" stop-color="#fff" stop-opacity=".12"/></radialGradient><path d="${wedges.join('')}" fill="url(#ray)"/>`;
}

/** Long blades with a rib, as of a water coconut, hanging in from two corners. */
function leaves(hue: number, chance: Chance): string {
  const veins = [-3, -2, -1, 0, 1, 2, 3, 4]
    .map(
      (at) =>
        `M${n(250 + at * 52)} 0q34 -8 62 ${-58 + Math.abs(at) * 7}M${n(250 + at * 52)} 0q34 8 62 ${58 - Math.abs(at) * 7}`,
    )
    .join('');
  const blade = `<g id="blade"><path d="M0 0C130 -118 360 -112 540 0C360 112 130 118 0 0Z"/><path d="M0 0H540${veins}" fill="none" stroke="${oklchToHex({ l: 0.93, c: 0.04, h: hue })}" stroke-width="5" stroke-linecap="round"/></g>`;
  const greenish = hue + (140 - hue) * 0.35;
  const fill = oklchToHex({ l: 0.8, c: 0.085, h: greenish });
  const spread = (x: number, y: number, angles: number[], size: number): string =>
    angles
      .map(
        (angle) =>
          `<use href="#blade" transform="translate(${x} ${y}) rotate(${n(angle + chance.between(-6, 6))}) scale(${size})"/>`,
      )
      .join('');
  return `<defs>${blade}</defs><g fill="${fill}" opacity=".55">${spread(-60, -50, [12, 44, 76], 0.95)}${spread(1270, 130, [150, 178, 206], 0.85)}</g>`;
}

/** Four quiet bands of water instead of a floor; sea-green under a wall of any hue. */
function waves(chance: Chance): string {
  const bands = [0, 1, 2, 3].map((at) => {
    const top = 640 + at * 118;
    const length = 300 + at * 60;
    const shift = -chance.between(0, length);
    let d = `M${n(shift)} ${top}`;
    for (let x = shift; x < SIDE; x += length) {
      d += `q${n(length / 4)} ${-34 - at * 5} ${n(length / 2)} 0t${n(length / 2)} 0`;
    }
    const fill = oklchToHex({ l: 0.895 - at * 0.03, c: 0.028 + at * 0.01, h: 195 });
    return `<path d="${d}V${SIDE}H${n(shift)}Z" fill="${fill}" opacity=".85"/>`;
  });
  return bands.join('');
}

/** The round low stand in the middle: cut stone in the group's hue, or a board of wood. */
export function stand(kind: 'stone' | 'wood', hue: number): string {
  const tone = (l: number, c: number): string =>
    oklchToHex(kind === 'wood' ? { l: l - 0.13, c: c + 0.055, h: 66 } : { l, c: c * calm(hue), h: hue });
  const rings =
    kind === 'wood'
      ? [0.9, 0.7, 0.48, 0.25]
          .map((part) => `<ellipse cx="590" cy="${TABLE}" rx="${n(452 * part)}" ry="${n(104 * part)}"/>`)
          .join('')
      : '';
  return `<linearGradient id="side"><stop stop-color="${tone(0.8, 0.06)}"/><stop offset=".3" stop-color="${tone(0.9, 0.045)}"/><stop offset="1" stop-color="${tone(0.72, 0.07)}"/></linearGradient><linearGradient id="top" x2="1" y2="1"><stop stop-color="${tone(0.97, 0.025)}"/><stop offset="1" stop-color="${tone(0.91, 0.045)}"/></linearGradient>${shade(600, 1062, 560, 90, 0.5)}<path d="M140 ${TABLE}v62a460 108 0 0 0 920 0v-62z" fill="url(#side)"/><ellipse cx="600" cy="${TABLE}" rx="460" ry="108" fill="url(#top)"/><g fill="none" stroke="${tone(0.86, 0.06)}" stroke-width="3" opacity=".7">${rings}</g>`;
}

/** The shared paint of every shadow; it must be in the document once. */
export const shadowPaint = (hue: number): string =>
  `<radialGradient id="shade"><stop stop-color="${oklchToHex({ l: 0.32, c: 0.06, h: hue })}" stop-opacity=".62"/><stop offset=".5" stop-color="${oklchToHex({ l: 0.36, c: 0.06, h: hue })}" stop-opacity=".3"/><stop offset="1" stop-color="${oklchToHex({ l: 0.4, c: 0.06, h: hue })}" stop-opacity="0"/></radialGradient>`;

/** A soft shadow on the table: a gradient, since a blur filter at this size costs more than all the rest. */
export const shade = (cx: number, cy: number, rx: number, ry: number, opacity = 1): string =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="url(#shade)" opacity="${opacity}"/>`;
