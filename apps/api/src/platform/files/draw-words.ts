import sharp from 'sharp';
import { dataFilePath } from '../data/data-files.js';

const FONTS = {
  plain: { family: 'Be Vietnam Pro', file: dataFilePath('programme/fonts/BeVietnamPro-Regular.ttf') },
  bold: {
    family: 'Be Vietnam Pro SemiBold',
    file: dataFilePath('programme/fonts/BeVietnamPro-SemiBold.ttf'),
  },
};

/** Words as a picture with nothing behind them. */
export interface DrawnWords {
  input: Buffer;
  width: number;
  height: number;
}

interface WordStyle {
  font: keyof typeof FONTS;
  /** Wanted, in pixels; what needs more than its room is set smaller, down to 16. */
  size: number;
  /** Most pixels it may take. */
  width: number;
  height: number;
  align?: 'left' | 'centre';
  /** `#rrggbb` */
  colour?: string;
}

/** The smallest words that can be read at all. */
const SMALLEST = 16;

/** Draws words in the floor's own letters, whatever is installed on the machine. */
export async function drawWords(words: string, style: WordStyle): Promise<DrawnWords> {
  const { family, file } = FONTS[style.font];
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  for (let points = style.size; ; points -= 4) {
    const { data, info } = await sharp({
      text: {
        text: `<span foreground="${style.colour ?? '#000000'}">${escaped}</span>`,
        font: `${family} ${points}px`,
        fontfile: file,
        width: style.width,
        align: style.align ?? 'left',
        wrap: 'word-char',
        rgba: true,
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
    if (info.height <= style.height || points - 4 < SMALLEST)
      return { input: data, width: info.width, height: info.height };
  }
}
