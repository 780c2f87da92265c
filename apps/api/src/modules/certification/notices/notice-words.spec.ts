import { expect, test } from 'vitest';
import { USUAL_NOTICE_DAYS } from '#kernel/certificate-notices';
import { addDays } from '#kernel/time';
import { partsOf } from '../../../platform/mail/sms-text.js';
import { officerDigest, shopNotice, type NoticedCertificate } from './notice-words.js';

const LAST = '2026-11-23';
const certificate = (productName: string, keptFor = 0): NoticedCertificate => ({
  productName,
  holderName: 'Hợp tác xã Mẫu',
  communeName: 'Xã Đất Mũi',
  expiresOn: LAST,
  validUntil: addDays(LAST, keptFor),
});
const shop = { slug: 'htx-mau', name: 'HTX Mẫu' };
const place = {
  floorName: 'Sàn OCOP Cà Mau',
  publicUrl: 'https://san-ocop-ca-mau.example',
  days: USUAL_NOTICE_DAYS,
};
const short = (left: number, name: string, keptFor = 0, others = 0): string =>
  shopNotice(
    Array.from({ length: others + 1 }, () => certificate(name, keptFor)),
    shop,
    { ...place, today: addDays(LAST, keptFor - left) },
  ).short;

test('every step goes to a telephone in one part and names the product, however long it is called', () => {
  for (const left of [180, 150, 121, 120, 119, 31, 30, 7, 1, 0, -1, -30])
    for (const keptFor of left <= 30 ? [0, 180] : [0])
      for (const others of [0, 11])
        for (const name of ['Muối', 'Tôm khô Rạch Gốc', 'Bánh phồng tôm Đất Mũi loại đặc biệt '.repeat(4)]) {
          const said = short(left, name, keptFor, others);
          expect.soft(partsOf(said), said).toBe(1);
          expect.soft(said).toMatch(name.startsWith('Bánh') ? /Banh phong tom/ : /Muoi|Tom kho Rach Goc/);
          expect.soft(said).toMatch(/OCOP .*\d{2}\/\d{2}\/\d{4}|hom nay/);
        }
});

test('what is said is what is true on that day', () => {
  const name = 'Tôm khô';
  expect(short(180, name)).toContain('Nop ho so danh gia lai o UBND xa tu nay den 26/07/2026');
  expect(short(140, name)).toContain('nop o UBND xa truoc het ngay 26/07/2026');
  expect(short(120, name)).toContain('hom nay la ngay cuoi nop ho so');
  expect(short(60, name)).toContain('da qua ngay nop ho so danh gia lai (26/07/2026)');
  expect(short(12, name)).toContain('con 12 ngay la het han (23/11/2026)');
  expect(short(12, name, 90)).toContain('duoc giu hieu luc cho danh gia lai, con 12 ngay, den 21/02/2027');
  expect(short(0, name)).toContain('hom nay het han');
  expect(short(-1, name)).toContain('da het han 23/11/2026, san pham da tu go khoi san');
});

test('a digest counts, names at most forty and says how many more there are', () => {
  const many = Array.from({ length: 45 }, (_, index) => certificate(`Mắm ${index}`));
  const { short: said, text, subject } = officerDigest(many, { ...place, today: addDays(LAST, 1) });
  expect(partsOf(said)).toBe(1);
  expect(said).toContain('45 giay chung nhan OCOP trong dia ban den ky, 45 da het han');
  expect(subject).toBe('45 giấy chứng nhận OCOP trong địa bàn đến kỳ');
  expect(text).toContain('- và 5 giấy chứng nhận khác');
  expect(text).toContain('- Mắm 0, Hợp tác xã Mẫu, Xã Đất Mũi: đã hết hạn, hiệu lực đến hết ngày 23/11/2026');
});
