import { expect, test } from 'vitest';
import { unitInEnglish, variantInEnglish } from './units.js';

test.each([
  ['gói 500 g', '500 g pack'],
  ['can 2 lít', '2 litre jerrycan'],
  ['Hộp quà 1 kg', '1 kg gift box'],
  ['hộp 20 túi lọc', 'box of 20 tea bags'],
  ['lốc 6 chai 330 ml', 'multipack of 6 bottles, 330 ml'],
  ['bó 10 đôi', 'bundle of 10 pairs'],
  ['chiếc', 'piece'],
  // What a seller calls their own way stays so.
  ['mâm cúng 3 món', 'mâm cúng 3 món'],
])('%s is a %s', (unit, english) => {
  expect(unitInEnglish(unit)).toBe(english);
});

test.each([
  ['Túi 2 kg', '2 kg bag'],
  ['Hộp 6 lọ 70 ml', 'Box of 6 vials, 70 ml'],
  ['Loại lớn, gói 500 g', 'Loại lớn, gói 500 g'],
])('the variant %s is the %s', (name, english) => {
  expect(variantInEnglish(name)).toBe(english);
});
