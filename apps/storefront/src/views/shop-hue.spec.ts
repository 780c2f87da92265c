import { expect, test } from 'vitest';
import { shopHue } from './shop-hue.js';

test('a shop keeps its colour', () => {
  expect(shopHue('htx-tan-phat-loi')).toBe(shopHue('htx-tan-phat-loi'));
});

test('every shop has one of the twelve colours that exist', () => {
  for (let index = 0; index < 500; index++)
    expect(shopHue(`gian-hang-${index}`)).toMatch(/^hue-([1-9]|1[0-2])$/);
});

test('neighbours in the alphabet rarely look alike', () => {
  const colours = new Set(['htx-a', 'htx-b', 'htx-c', 'htx-d', 'htx-e', 'htx-f'].map(shopHue));
  expect(colours.size).toBeGreaterThanOrEqual(5);
});
