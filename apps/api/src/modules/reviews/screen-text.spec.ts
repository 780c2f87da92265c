import { describe, expect, it } from 'vitest';
import { screenPublicText } from './screen-text.js';

describe('what strangers write for all to read', () => {
  it.each([
    'gọi 0912345678 nha',
    'gọi 0912.345.678',
    'số (+84) 912-345-678',
    'thư mau@example.vn',
    'xem www.mau.example',
    'vào zalo . me/123',
    'mua ở mau.shop rẻ hơn',
    'số ０９１２３４５６７８',
  ])('has no way to reach anybody: %s', (text) => {
    expect(() => screenPublicText('words', text)).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
  });

  it.each(['Khô ngon, 500 g giá 185.000 đồng, nhận 24/11/2026.', 'Đơn 2 hộp, giao sau 3 ngày.'])(
    'may say what it costs and when it came: %s',
    (text) => {
      expect(screenPublicText('words', text)).toEqual([]);
    },
  );

  it('is marked where it promises health', () => {
    expect(screenPublicText('words', 'Ăn vào chữa khỏi tiểu đường luôn')).toEqual(['chữa khỏi']);
  });
});
