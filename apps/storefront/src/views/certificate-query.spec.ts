import { describe, expect, it } from 'vitest';
import { certificatesHref, readCertificateQuery } from './certificate-query.js';

const read = (text: string) => readCertificateQuery(new URLSearchParams(text));

describe('the filters of the register of certificates', () => {
  it('are read from the address, and written back in one order', () => {
    const query = read('filing=open&commune=32248&q= tôm &stars=4&expiringWithin=180&status=in_force');
    expect(query).toEqual({
      q: 'tôm',
      status: 'in_force',
      stars: '4',
      commune: '32248',
      expiringWithin: '180',
      filing: 'open',
    });
    expect(certificatesHref({ filing: 'open', stars: '4' })).toBe('/quan-tri/chung-nhan?stars=4&filing=open');
    expect(certificatesHref({})).toBe('/quan-tri/chung-nhan');
  });

  it('leave out what nobody offers', () => {
    expect(read('status=nothing&stars=2&commune=1&expiringWithin=7&filing=late&q=')).toEqual({});
  });
});
