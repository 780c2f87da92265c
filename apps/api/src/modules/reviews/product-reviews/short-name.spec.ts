import { describe, expect, it } from 'vitest';
import { shortName } from './short-name.js';

describe('the short form of a name', () => {
  it.each([
    ['Nguyễn Thị Bưởi', 'N. T. Bưởi'],
    ['  đặng   văn út ', 'Đ. V. út'],
    ['Út', 'Út'],
    ['Công ty Trách nhiệm hữu hạn Mẫu Số Không', 'C. T. T. N. Không'],
    ['', null],
  ])('%s is %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});
