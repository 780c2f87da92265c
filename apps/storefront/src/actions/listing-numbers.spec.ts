import { describe, expect, it } from 'vitest';
import { decimalOf, dongOf, wholeOf } from './listing-numbers.js';

describe('a number somebody typed', () => {
  it.each([
    ['185.000', 185_000],
    ['185000', 185_000],
    ['185 000 đ', 185_000],
    ['185,000₫', 185_000],
    ['185k', 185_000],
    ['185 ngàn', 185_000],
    ['1.250.000 đồng', 1_250_000],
    ['18.50', null],
    ['1850.00', null],
    ['một trăm', null],
    ['-5', null],
    ['', null],
  ])('of đồng: %s is %s', (typed, amount) => {
    expect(dongOf(typed)).toBe(amount);
  });

  it.each([
    ['500', 500],
    ['1.500', 1_500],
    ['1,5', null],
    ['500 g', null],
  ])('of pieces or grams: %s is %s', (typed, count) => {
    expect(wholeOf(typed)).toBe(count);
  });

  it.each([
    ['29,5', 29.5],
    ['29.5', 29.5],
    ['5', 5],
    ['29,55', null],
    ['nặng', null],
  ])('of percent: %s is %s', (typed, percent) => {
    expect(decimalOf(typed)).toBe(percent);
  });
});
