import { describe, expect, it } from 'vitest';
import { maskEmail, maskPhone } from './masking.js';

describe('masking', () => {
  it('leaves of a phone number what its owner recognises', () => {
    expect(maskPhone('+84912345678')).toBe('091••••678');
    expect(maskPhone('+33612345678')).toBe('+33••••••678');
    expect(maskPhone('113')).toBe('•••');
  });

  it('leaves of an e-mail address its first letter and its provider', () => {
    expect(maskEmail('buoi@example.vn')).toBe('b•••@example.vn');
    expect(maskEmail('"a@b"@example.vn')).toBe('"•••@example.vn');
    expect(maskEmail('example')).toBe('•••');
  });
});
