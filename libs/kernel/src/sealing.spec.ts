import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NotSealedHere, openBytes, openText, sealBytes, sealText } from './sealing.js';

const key = randomBytes(32);

describe('a sealed text', () => {
  it('opens under its key and in its place', () => {
    expect(openText(key, sealText(key, 'Nguyễn Thị Ví Dụ', 'accounts.name:1'), 'accounts.name:1')).toBe(
      'Nguyễn Thị Ví Dụ',
    );
    expect(openText(key, sealText(key, '', 'x'), 'x')).toBe('');
  });

  it('is never the same twice', () => {
    expect(sealText(key, '0912345678', 'x')).not.toBe(sealText(key, '0912345678', 'x'));
  });

  it('does not open elsewhere, under another key, or with one bit changed', () => {
    const sealed = sealText(key, '0912345678', 'accounts.phone:1');
    expect(() => openText(key, sealed, 'accounts.phone:2')).toThrow(NotSealedHere);
    expect(() => openText(randomBytes(32), sealed, 'accounts.phone:1')).toThrow(NotSealedHere);
    const bytes = sealBytes(key, Buffer.from('0912345678'), 'x');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openBytes(key, changed, 'x')).toThrow(NotSealedHere);
    }
  });

  it('is refused when it is no such thing', () => {
    for (const text of ['', 'v1', 'v1.', 'v2.AAAA', 'v1.AAAA', '0912345678', 'v1.a.b'])
      expect(() => openText(key, text, 'x')).toThrow(NotSealedHere);
  });
});
