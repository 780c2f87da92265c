import sharp, { type OverlayOptions } from 'sharp';
import { drawWords, type DrawnWords, type SharedFacts } from '../../../platform/files/index.js';

/** What Facebook and Zalo show without cutting anything off. */
export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;

/** The left half is for pictures, the right one for words. */
const PICTURES = 600;
const LEFT = 652;
const ROOM = SHARE_WIDTH - LEFT - 52;
const TOP = 52;
const MARK = 52;
/** Where the two waves at the foot begin. */
const WAVES = 574;
const GAP = 22;
const STAR = 44;
/** Between which the words of the page stand, and what keeps its name from what is below. */
const HEAD = TOP + MARK + 34;
const FOOT = WAVES - 26;
const GAP_OF_HEADING = 34;

/** As on the pages (styles/tokens.css, by day). */
const INK = '#231f18';
const SOFT = '#574f41';
const PAPER = '#fffdf8';
const MANGROVE = '#1c5640';
const WAVE = '#8ed3b0';
const RICE = '#f0b429';
const ALLUVIUM = '#6a3a13';
const NO_STAR = '#e3d7c2';

/** The floor's mark (components/ui/Logo.astro). */
const LOGO = `<rect width="40" height="40" rx="12" fill="${MANGROVE}"/>
  <path d="M20 6c5 4.5 6.5 10.5 0 17-6.5-6.5-5-12.5 0-17Z" fill="${RICE}"/><path d="M20 10v12" stroke="#8a5a00" stroke-width="1.2"/>
  <path d="M7 27c3.3-2.7 6-2.7 8.7 0s5.4 2.7 8.7 0 5.4-2.7 8.6 0" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>
  <path d="M11 33c2.5-2 4.5-2 6.5 0s4.3 2 6.5 0 3.5-1.8 5.5-.3" fill="none" stroke="${WAVE}" stroke-width="2.2" stroke-linecap="round"/>`;
const STAR_SHAPE = 'm5 .2 1.45 3.10 3.40.4-2.50 2.30.65 3.35L5 7.70 2 9.35 2.65 6 .15 3.70l3.40-.4Z';

export interface Drawing extends SharedFacts {
  /** Whose page it is. */
  floorName: string;
  /** Said beside it where the goods are invented. */
  sample: string | null;
}

/**
 * Draws the picture that goes with an address where it is passed on: JPEG, 1200 × 630.
 *
 * @param photos the bytes of its pictures, three at most
 */
export async function drawSharePicture(drawing: Drawing, photos: readonly Buffer[]): Promise<Buffer> {
  const { title, by, place, stars, floorName, sample } = drawing;
  const whose = [title === floorName ? null : floorName, sample]
    .filter((words) => words !== null)
    .join(' · ');
  const brand =
    whose === ''
      ? null
      : await drawWords(whose, {
          ...{ font: 'bold', size: 28, colour: MANGROVE },
          ...{ width: ROOM - MARK - 18, height: MARK },
        });
  const below = await Promise.all([
    by === null ? null : drawWords(by, { font: 'bold', size: 32, colour: INK, width: ROOM, height: 88 }),
    place === null
      ? null
      : drawWords(place, { font: 'plain', size: 28, colour: SOFT, width: ROOM, height: 44 }),
  ]);
  const under = below.filter((words) => words !== null);
  const starsRow = stars === null ? 0 : STAR + GAP;
  const rest = starsRow + under.reduce((sum, { height }) => sum + height + GAP / 2, 0);
  const heading = await drawHeading(title, FOOT - HEAD - GAP_OF_HEADING - rest);
  // What is left over stands more below than above, as in a book.
  const top = HEAD + Math.max(0, Math.floor((FOOT - HEAD - GAP_OF_HEADING - rest - heading.height) * 0.4));
  const starsTop = top + heading.height + GAP_OF_HEADING;
  const rank =
    stars === null
      ? null
      : await drawWords('OCOP', { font: 'bold', size: 36, colour: ALLUVIUM, width: 140, height: STAR });
  const layers: OverlayOptions[] = [
    ...(await collage(photos)),
    { input: frame(stars, starsTop), left: 0, top: 0 },
    ...beside(brand, LEFT + MARK + 18, TOP, MARK),
    { input: heading.input, left: LEFT, top },
    ...beside(rank, LEFT, starsTop, STAR),
    ...stacked(under, starsTop + starsRow),
  ];
  return sharp({ create: { width: SHARE_WIDTH, height: SHARE_HEIGHT, channels: 3, background: PAPER } })
    .composite(layers)
    .jpeg({ quality: 82, mozjpeg: true, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** As large as its room allows, and in lines of about the same length. */
async function drawHeading(title: string, height: number): Promise<DrawnWords> {
  const style = { font: 'bold', size: 64, colour: INK, height } as const;
  const wide = await drawWords(title, { ...style, width: ROOM });
  for (const share of [0.6, 0.7, 0.8]) {
    const narrow = await drawWords(title, { ...style, width: Math.round(ROOM * share) });
    // As many lines, though a letter that hangs below may now stand in the last.
    if (narrow.height < wide.height + 24 && narrow.width < wide.width) return narrow;
  }
  return wide;
}

/** In the middle of a row that high, or nothing where there are no words. */
const beside = (words: DrawnWords | null, left: number, top: number, height: number): OverlayOptions[] =>
  words === null ? [] : [{ input: words.input, left, top: top + Math.round((height - words.height) / 2) }];

function stacked(words: readonly DrawnWords[], top: number): OverlayOptions[] {
  let next = top;
  return words.map(({ input, height }) => {
    const place = { input, left: LEFT, top: next };
    next += height + GAP / 2;
    return place;
  });
}

/** One photograph fills its half, two share it, of three the first is the largest. */
async function collage(photos: readonly Buffer[]): Promise<OverlayOptions[]> {
  const half = Math.round(SHARE_HEIGHT / 2);
  const places =
    photos.length < 2
      ? [[0, 0, PICTURES, SHARE_HEIGHT]]
      : photos.length === 2
        ? [[0, 0, PICTURES, half - 3], [0, half + 3, PICTURES, SHARE_HEIGHT - half - 3]]
        : [[0, 0, PICTURES, 360], [0, 366, 297, 264], [303, 366, 297, 264]]; // prettier-ignore
  const drawn: OverlayOptions[] = [];
  for (const [index, photo] of photos.slice(0, 3).entries()) {
    const [left = 0, top = 0, width = PICTURES, height = SHARE_HEIGHT] = places[index] ?? [];
    drawn.push({ input: await sharp(photo).resize(width, height, { fit: 'cover' }).toBuffer(), left, top });
  }
  if (drawn.length > 0) return drawn;
  const mark = `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURES}" height="${SHARE_HEIGHT}">
    <rect width="100%" height="100%" fill="${MANGROVE}"/><g transform="translate(60 75) scale(12)">${LOGO}</g></svg>`;
  return [{ input: Buffer.from(mark), left: 0, top: 0 }];
}

/** What has no letters: the mark, the stars, the waves at the foot. */
function frame(stars: number | null, top: number): Buffer {
  const row = stars === null ? '' : Array.from({ length: 5 }, (_, index) => {
    const x = LEFT + 118 + index * (STAR + 8);
    return `<path transform="translate(${x} ${top}) scale(${STAR / 10})" d="${STAR_SHAPE}" fill="${index < stars ? RICE : NO_STAR}"/>`;
  }).join(''); // prettier-ignore
  const wave = (y: number): string =>
    `M${PICTURES - 20} ${y}${Array.from({ length: 8 }, () => 'q20 -16 40 0t40 0').join('')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SHARE_WIDTH}" height="${SHARE_HEIGHT}">
    <clipPath id="words"><rect x="${PICTURES}" width="${SHARE_WIDTH - PICTURES}" height="${SHARE_HEIGHT}"/></clipPath>
    <g clip-path="url(#words)" fill="none" stroke-width="7" stroke-linecap="round">
      <path d="${wave(WAVES + 12)}" stroke="${MANGROVE}"/><path d="${wave(WAVES + 36)}" stroke="${WAVE}"/></g>
    <g transform="translate(${LEFT} ${TOP}) scale(${MARK / 40})">${LOGO}</g>${row}</svg>`;
  return Buffer.from(svg);
}
