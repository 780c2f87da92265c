import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QRPay } from 'vietnam-qr-pay';
import { buildVietQr, crc16, parseVietQr, type VietQr, VietQrError } from '#kernel/vietqr';

const acb = { bin: '970416', account: '257678859' };

/** Published samples: two of the library vietnam-qr-pay, the NAPAS specification's, and one of our own. */
const vectors: [string, VietQr, string][] = [
  [
    'static, ACB',
    acb,
    '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F',
  ],
  [
    'dynamic, 10,000 đ',
    { ...acb, amountVnd: 10_000, purpose: 'Chuyen tien' },
    '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN62150811Chuyen tien630453E6',
  ],
  [
    'dynamic, 1,000 đ',
    { ...acb, amountVnd: 1_000, purpose: 'Chuyen tien' },
    '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811Chuyen tien6304BBB8',
  ],
  [
    'NAPAS specification, with bill number',
    {
      bin: '970403',
      account: '0011012345678',
      amountVnd: 180_000,
      billNumber: 'NPS6869',
      purpose: 'thanh toan don hang',
    },
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
  ],
  [
    'Agribank, an order of this floor',
    { bin: '970405', account: '7500201001234', amountVnd: 185_000, purpose: 'OCOP CM260802A1' },
    '00020101021238570010A00000072701270006970405011375002010012340208QRIBFTTA530370454061850005802VN62190815OCOP CM260802A16304B218',
  ],
];

const alphanumeric = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCXYZabcxyz0123456789'), minLength: 1, maxLength });

const someQr: fc.Arbitrary<VietQr> = fc.record(
  {
    bin: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    account: alphanumeric(19),
    service: fc.constantFrom('account', 'card'),
    amountVnd: fc.integer({ min: 1, max: 9_999_999_999_999 }),
    purpose: alphanumeric(25),
    billNumber: alphanumeric(25),
  },
  { requiredKeys: ['bin', 'account'] },
);

/** A payload with a right checksum around an arbitrary body. */
const sealed = (body: string): string => body + '6304' + crc16(body + '6304');

describe('the checksum', () => {
  test('is CRC-16/CCITT-FALSE', () => {
    expect(crc16('123456789')).toBe('29B1');
    expect(crc16('')).toBe('FFFF');
  });
});

describe('building', () => {
  test.each(vectors)('gives the published payload: %s', (_name, qr, payload) => {
    expect(buildVietQr(qr)).toBe(payload);
  });

  test('folds a Vietnamese purpose to ASCII', () => {
    const payload = buildVietQr({ ...acb, amountVnd: 185_000, purpose: 'Đặt hàng số 1' });
    expect(payload).toBe(
      '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA530370454061850005802VN62170813Dat hang so 16304597F',
    );
    expect(parseVietQr(payload).purpose).toBe('Dat hang so 1');
  });

  test('takes the impossible account form of the demo', () => {
    const payload = buildVietQr({ bin: '970405', account: 'MAU0000017', amountVnd: 52_000 });
    expect(parseVietQr(payload)).toMatchObject({ account: 'MAU0000017', amountVnd: 52_000 });
  });

  test('leaves an empty purpose out', () => {
    expect(buildVietQr({ ...acb, purpose: ' – ' })).toBe(buildVietQr(acb));
  });

  test('an independent decoder reads the same values', () => {
    fc.assert(
      fc.property(someQr, (qr) => {
        const read = new QRPay(buildVietQr(qr));
        expect(read.isValid).toBe(true);
        expect(read.consumer).toEqual({ bankBin: qr.bin, bankNumber: qr.account });
        expect(read.provider.service).toBe(qr.service === 'card' ? 'QRIBFTTC' : 'QRIBFTTA');
        expect(read.amount).toBe(qr.amountVnd === undefined ? undefined : String(qr.amountVnd));
        expect(read.additionalData.purpose).toBe(qr.purpose);
        expect(read.additionalData.billNumber).toBe(qr.billNumber);
      }),
    );
  });

  test.each<[string, Partial<VietQr>]>([
    ['bank identification number', { bin: '97041' }],
    ['bank identification number', { bin: '97041a' }],
    ['account number', { account: '' }],
    ['account number', { account: '1'.repeat(20) }],
    ['account number', { account: '12 34' }],
    ['account number', { account: 'TÀIKHOẢN' }],
    ['amount', { amountVnd: 0 }],
    ['amount', { amountVnd: -1 }],
    ['amount', { amountVnd: 1.5 }],
    ['amount', { amountVnd: Number.NaN }],
    ['amount', { amountVnd: 10_000_000_000_000 }],
    ['purpose', { purpose: 'x'.repeat(26) }],
    ['bill number', { billNumber: 'a b' }],
    ['bill number', { billNumber: 'x'.repeat(26) }],
  ])('names the %s when it cannot be sent: %j', (name, change) => {
    expect(() => buildVietQr({ ...acb, ...change })).toThrow(VietQrError);
    expect(() => buildVietQr({ ...acb, ...change })).toThrow(name);
  });
});

describe('parsing', () => {
  test.each(vectors)('reads the published payload: %s', (_name, qr, payload) => {
    expect(parseVietQr(payload)).toEqual({
      initiation: qr.amountVnd === undefined ? 'static' : 'dynamic',
      service: 'account',
      ...qr,
    });
  });

  test('gives back whatever was built', () => {
    fc.assert(
      fc.property(someQr, (qr) => {
        expect(parseVietQr(buildVietQr(qr))).toMatchObject(qr);
      }),
    );
  });

  test('notices every single changed character', () => {
    const payload = vectors[4]?.[2] ?? '';
    for (let i = 0; i < payload.length; i += 1) {
      const changed = payload.slice(0, i) + (payload[i] === '7' ? '8' : '7') + payload.slice(i + 1);
      expect(() => parseVietQr(changed), `character ${i}`).toThrow(VietQrError);
    }
  });

  const intact = '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN';

  test('ignores fields it does not know', () => {
    expect(parseVietQr(sealed(`${intact}5910NGUYEN VAN`)).account).toBe('257678859');
  });

  test.each([
    ['checksum', `${intact}6304ae9f`],
    ['checksum', intact],
    ['as long as it says', sealed(`${intact}5999NGUYEN`)],
    ['stands once', sealed(`${intact}5802VN`)],
    ['id and length', sealed(`${intact}xx02VN`)],
    ['field 01', sealed(intact.replace('010211', '010213'))],
    ['currency', sealed(intact.replace('5303704', '5303840'))],
    ['country', sealed(intact.replace('5802VN', '5802TH'))],
    ['application', sealed(intact.replace('A000000727', 'A000000728'))],
    ['service', sealed(intact.replace('QRIBFTTA', 'QRPUSHXX'))],
    ['field 38', sealed('00020101021153037045802VN')],
    ['amount', sealed(`${intact}540510,00`)],
    ['ASCII', sealed(`${intact}5902Đỏ`)],
    ['ASCII', ''],
  ])('says what is wrong: %s', (reason, payload) => {
    expect(() => parseVietQr(payload)).toThrow(VietQrError);
    expect(() => parseVietQr(payload)).toThrow(reason);
  });

  test('never throws anything but its own error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseVietQr(sealed(text))).toThrow(VietQrError);
      }),
    );
  });
});
