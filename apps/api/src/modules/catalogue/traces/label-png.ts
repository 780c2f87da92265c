import sharp, { type OverlayOptions } from 'sharp';
import { spacedTraceCode } from '#kernel/trace-code';
import { dataFilePath } from '../../../platform/data/data-files.js';
import { labelQr } from './label-qr.js';
import { batchLines, LABEL_CAPTION, LABEL_SAMPLE } from './label-words.js';
import type { LabelAnswer } from './traces.dto.js';

/** As wide as Zalo shows a picture without making it smaller. */
const WIDTH = 1080;
const HEIGHT = 1350;
const MARGIN = 80;
/** Room for the code; a whole number of pixels a module, so that its edges stay sharp. */
const QR_ROOM = 700;
const QR_TOP = 340;

const FONTS = {
  plain: { family: 'Be Vietnam Pro', file: dataFilePath('programme/fonts/BeVietnamPro-Regular.ttf') },
  bold: {
    family: 'Be Vietnam Pro SemiBold',
    file: dataFilePath('programme/fonts/BeVietnamPro-SemiBold.ttf'),
  },
};

/** The label as a picture to send: the same code and words, large. */
export async function labelPng(label: LabelAnswer, { demo }: { demo: boolean }): Promise<Buffer> {
  const { runs, size } = labelQr(label.url);
  const module = Math.floor(QR_ROOM / size);
  const path = runs.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}Z`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size * module}" height="${size * module}"
    viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}" fill="#000"/></svg>`;
  const below = QR_TOP + size * module;
  const layers = [
    { input: Buffer.from(svg), top: QR_TOP, left: Math.round((WIDTH - size * module) / 2) },
    await text(label.productName, 'bold', { size: 50, top: 60, room: 150 }),
    await text(label.producer, 'plain', { size: 32, top: 225, room: 100 }),
    ...(await batch(label, below + 8)),
    await text(demo ? `${LABEL_CAPTION} · ${LABEL_SAMPLE}` : LABEL_CAPTION, 'plain', {
      size: 28,
      top: below + 72,
      room: 50,
    }),
    await text(spacedTraceCode(label.code), 'bold', { size: 64, top: below + 124, room: 90 }),
  ];
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#ffffff' } })
    .composite(layers)
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer();
}

async function batch(label: LabelAnswer, top: number): Promise<OverlayOptions[]> {
  const words = batchLines(label).join(' · ');
  return words === '' ? [] : [await text(words, 'plain', { size: 32, top, room: 56 })];
}

/** Centred words no higher than their room: what is long is set smaller. */
async function text(
  words: string,
  font: keyof typeof FONTS,
  { size, top, room }: { size: number; top: number; room: number },
): Promise<OverlayOptions> {
  const { family, file } = FONTS[font];
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  for (let points = size; ; points -= 4) {
    const { data, info } = await sharp({
      text: {
        text: escaped,
        font: `${family} ${points}px`,
        fontfile: file,
        width: WIDTH - 2 * MARGIN,
        align: 'centre',
        wrap: 'word-char',
        rgba: true,
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
    if (info.height <= room || points <= 16)
      return { input: data, top, left: Math.round((WIDTH - info.width) / 2) };
  }
}
