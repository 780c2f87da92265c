import { expect, it } from 'vitest';
import { carrierOf, trackingPage } from './carriers.js';

it('a carrier is recognised however its name is written', () => {
  for (const [written, code] of [
    ['GHN', 'ghn'],
    ['Giao Hàng Nhanh', 'ghn'],
    ['giao hàng tiết kiệm', 'ghtk'],
    ['GHTK Express', 'ghtk'],
    ['ViettelPost', 'viettel_post'],
    ['Viettel Post', 'viettel_post'],
    ['Xe Phương Mẫu', null],
    ['ghn và xe khách', null],
  ] as const)
    expect([written, carrierOf(written)]).toEqual([written, code]);
});

it('a parcel is found on its carrier’s page, and a code that is none leads nowhere', () => {
  expect(trackingPage('GHN', 'LL8DDF3N')).toBe('https://donhang.ghn.vn/?order_code=LL8DDF3N');
  expect(trackingPage('Giao hàng tiết kiệm', 'S1.A1.17373471')).toBe('https://i.ghtk.vn/S1.A1.17373471');
  expect(trackingPage('Viettel Post', '10345381626')).toBe(
    'https://viettelpost.com.vn/tra-cuu-hanh-trinh-don/',
  );
  expect(trackingPage('Bưu điện', 'EA123456789VN')).toBeNull();
  expect(trackingPage('GHN', null)).toBeNull();
  expect(trackingPage('GHN', '../../x?y')).toBeNull();
});
