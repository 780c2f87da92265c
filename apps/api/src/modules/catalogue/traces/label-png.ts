import sharp, { type OverlayOptions } from 'sharp';
import { spacedTraceCode } from '#kernel/trace-code';
import { drawWords, type DrawnWords } from '../../../platform/files/index.js';
import { labelQr } from './label-qr.js';
import { batchLines, LABEL_CAPTION, LABEL_SAMPLE } from './label-words.js';
import type { LabelAnswer } from './traces.dto.js';

/** As wide as Zalo shows a picture without making it smaller. */
const WIDTH = 1080;
const HEIGHT = 1350;
const MARGIN = 80;
/** Room for the code; a whole number of pixels a module, so that its edges stay sharp. */
const QR_ROOM = 700;
const QR_TOP = 330;
/** Between lines of words. */
const GAP = 24;

/** The label as a picture to send: the same code and words, large. */
export async function labelPng(label: LabelAnswer, { demo }: { demo: boolean }): Promise<Buffer> {
  const { runs, size } = labelQr(label.url);
  const module = Math.floor(QR_ROOM / size);
  const path = runs.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}Z`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size * module}" height="${size * module}"
    viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}" fill="#000"/></svg>`;
  const below = QR_TOP + size * module;
  const caption = demo ? `${LABEL_CAPTION} · ${LABEL_SAMPLE}` : LABEL_CAPTION;
  const above = [
    await textOf(label.productName, 'bold', { size: 50, room: 150 }),
    await textOf(label.producer, 'plain', { size: 32, room: 100 }),
  ];
  const batch = batchLines(label).join(' · ');
  const under = [
    ...(batch === '' ? [] : [await textOf(batch, 'plain', { size: 32, room: 56 })]),
    await textOf(caption, 'plain', { size: 28, room: 50 }),
    await textOf(spacedTraceCode(label.code), 'bold', { size: 64, room: 90 }),
  ];
  const layers = [
    { input: Buffer.from(svg), top: QR_TOP, left: Math.round((WIDTH - size * module) / 2) },
    ...stacked(above, QR_TOP - heightOf(above)),
    ...stacked(under, below),
  ];
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#ffffff' } })
    .composite(layers)
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer();
}

const heightOf = (words: readonly DrawnWords[]): number =>
  words.reduce((sum, { height }) => sum + height, 0) + GAP * (words.length - 1);

/** Words below each other, centred, from `top` on. */
function stacked(words: readonly DrawnWords[], top: number): OverlayOptions[] {
  let next = top;
  return words.map(({ input, width, height }) => {
    const place = { input, top: next, left: Math.round((WIDTH - width) / 2) };
    next += height + GAP;
    return place;
  });
}

/** Centred words no higher than their room: what is long is set smaller. */
const textOf = (
  words: string,
  font: 'plain' | 'bold',
  { size, room }: { size: number; room: number },
): Promise<DrawnWords> =>
  drawWords(words, { font, size, width: WIDTH - 2 * MARGIN, height: room, align: 'centre' });
