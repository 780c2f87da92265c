import { expect, it } from 'vitest';
import { fillNumbers } from './fill-numbers.js';

it('writes the numbers where a text names them, and takes no other name', () => {
  expect(fillNumbers('báo trong {returnDays} ngày, {returnDays} thôi', { returnDays: 9 })).toBe(
    'báo trong 9 ngày, 9 thôi',
  );
  expect(fillNumbers('không có số nào', {})).toBe('không có số nào');
  expect(() => fillNumbers('trong {khac} ngày', { returnDays: 9 })).toThrow('No number is called khac');
});
