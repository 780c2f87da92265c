import { expect, test } from 'vitest';
import { fitted, shrunk, type Darkroom } from './shrink.js';

const LIMITS = { longestSidePx: 1_600, quality: 0.8, smallEnoughBytes: 1_000 };

/** A browser whose pictures are all 4000 × 3000 and come out that many bytes large. */
const printing = (bytes: number | null, prints: number[][] = []): Darkroom => ({
  develop: async () => ({
    width: 4_000,
    height: 3_000,
    close: () => undefined,
    print: async (...print) => {
      prints.push(print);
      return bytes === null ? null : new Blob([new Uint8Array(bytes)]);
    },
  }),
});
const photo = (bytes: number, type = 'image/jpeg', name = 'IMG_0001.jpeg'): File =>
  new File([new Uint8Array(bytes)], name, { type });

test('a photograph becomes a JPEG whose longer side is the limit', async () => {
  const prints: number[][] = [];
  const small = await shrunk(photo(5_000), LIMITS, printing(900, prints));
  expect({ name: small.name, type: small.type, size: small.size }).toEqual({
    name: 'IMG_0001.jpg',
    type: 'image/jpeg',
    size: 900,
  });
  expect(prints).toEqual([[1_600, 1_200, 0.8]]);
});

test('what is small enough, or would only grow, goes as it is', async () => {
  for (const [file, darkroom] of [
    [photo(1_000), printing(10)],
    [photo(5_000), printing(6_000)],
  ] as const)
    expect(await shrunk(file, LIMITS, darkroom)).toBe(file);
});

test('what the browser cannot read or has no memory for goes as it is', async () => {
  const unreadable: Darkroom = { develop: () => Promise.reject(new Error('no such codec')) };
  for (const darkroom of [unreadable, printing(null)]) {
    const file = photo(5_000);
    expect(await shrunk(file, LIMITS, darkroom)).toBe(file);
  }
  const paper = photo(5_000, 'application/pdf', 'giay.pdf');
  expect(await shrunk(paper, LIMITS, unreadable)).toBe(paper);
});

test('an iPhone’s own format is turned into one the floor reads, however small it is', async () => {
  const small = await shrunk(photo(800, 'image/heic', 'IMG_2.HEIC'), LIMITS, printing(1_200));
  expect([small.type, small.name]).toEqual(['image/jpeg', 'IMG_2.jpg']);
});

test('shapes are kept, and nothing is made larger', () => {
  expect(fitted({ width: 3_000, height: 4_000 }, 1_600)).toEqual({ width: 1_200, height: 1_600 });
  expect(fitted({ width: 640, height: 480 }, 1_600)).toEqual({ width: 640, height: 480 });
  expect(fitted({ width: 9_000, height: 2 }, 1_600)).toEqual({ width: 1_600, height: 1 });
});
