import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPhone, isVietnameseMobile, normalizePhone, parsePhone } from '#kernel/phone';

describe('parsePhone', () => {
  test.each([
    '0912345678',
    '+84912345678',
    ' 0912 345 678 ',
    '0912.345.678',
    '091-234-5678',
    '(+84) 912 345 678',
    '(091) 2345678',
  ])('reads %j as the same Vietnamese mobile', (typed) => {
    expect(parsePhone(typed)).toEqual({ e164: '+84912345678', vietnamese: true });
  });

  test('takes each mobile prefix and no other', () => {
    for (const digit of '35789') expect(normalizePhone(`0${digit}12345678`)).toBe(`+84${digit}12345678`);
    for (const digit of '01246') expect(normalizePhone(`0${digit}12345678`)).toBeNull();
  });

  test.each([
    ['+8562055512345', '+8562055512345'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+33 6 12 34 56 78', '+33612345678'],
  ])('reads %j as a foreign number', (typed, e164) => {
    expect(parsePhone(typed)).toEqual({ e164, vietnamese: false });
  });

  test.each([
    '',
    '091234567',
    '09123456789',
    '84912345678',
    '0084912345678',
    '+840912345678',
    '+842903831234',
    '02903831234',
    '0912345678a',
    '٠٩١٢٣٤٥٦٧٨',
    '+0123456789',
    '+123456',
    '+1234567890123456',
    '+',
    '0912345678\u0000',
    '0'.repeat(10_000),
  ])('refuses %j', (typed) => {
    expect(parsePhone(typed)).toBeNull();
  });

  test('what it accepts is E.164 and stays the same when read again', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'+0123456789 .-()'), maxLength: 20 });
    fc.assert(
      fc.property(typed, (text) => {
        const phone = parsePhone(text);
        if (!phone) return;
        expect(phone.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(phone.vietnamese).toBe(isVietnameseMobile(phone.e164));
        expect(parsePhone(phone.e164)).toEqual(phone);
      }),
    );
  });
});

describe('formatPhone', () => {
  test.each([
    ['+84912345678', '0912 345 678'],
    ['0912345678', '0912 345 678'],
    ['+842903831234', '0290 3831 234'],
    ['+14155552671', '+14155552671'],
    ['19001234', '19001234'],
  ])('shows %j as %j', (phone, shown) => {
    expect(formatPhone(phone)).toBe(shown);
  });
});
