import sharp from 'sharp';
import { expect, it } from 'vitest';
import { drawWords } from './draw-words.js';

const style = { font: 'bold', size: 48, width: 1_200, height: 100 } as const;

/** How much of a picture is written on, in pixels. */
async function ink(words: string): Promise<number> {
  const { input } = await drawWords(words, style);
  const pixels = await sharp(input).extractChannel('alpha').raw().toBuffer();
  return pixels.reduce((sum, alpha) => sum + (alpha > 127 ? 1 : 0), 0);
}
const drawn = async (words: string): Promise<string> =>
  (await drawWords(words, style)).input.toString('base64');

it('draws every letter of Vietnamese with its marks, each unlike every other', async () => {
  const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const letters = [
    ...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC'))),
    'd',
    'đ',
  ];
  const all = [...letters, ...letters.map((letter) => letter.toUpperCase())];
  const pictures = new Set<string>();
  for (const letter of all) pictures.add(await drawn(letter));
  expect(pictures.size).toBe(all.length);
  // What no letter covers is an empty box; a mark is something more than its letter.
  expect(pictures.has(await drawn('\u{10FFFE}'))).toBe(false);
  for (const letter of ['ể', 'ỗ', 'ữ', 'ặ', 'Ợ', 'Ẫ'])
    expect([letter, (await ink(letter)) > (await ink(letter.normalize('NFD').charAt(0)))]).toEqual([
      letter,
      true,
    ]);
});

it('keeps to its room, and takes signs of markup for what they are', async () => {
  const long = await drawWords('Mắm ba khía Rạch Gốc '.repeat(12), { ...style, width: 500, height: 200 });
  expect([long.width <= 500, long.height <= 200]).toEqual([true, true]);
  expect(await drawn('<b>&amp;')).not.toBe(await drawn('&'));
});
