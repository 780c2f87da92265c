import { describe, expect, it } from 'vitest';
import { paymentMethodOffers } from './payment-methods.js';

describe('paymentMethodOffers', () => {
  const available = (terms: Parameters<typeof paymentMethodOffers>[0]): string[] =>
    paymentMethodOffers(terms)
      .filter((offer) => offer.available)
      .map((offer) => offer.method);

  it('offers what the seller takes, and card and wallet to nobody yet', () => {
    const fish = { alcohol: false };
    expect(available({ acceptsCod: true, acceptsBankTransfer: true, ...fish })).toEqual([
      'cod',
      'bank_transfer',
    ]);
    expect(available({ acceptsCod: true, acceptsBankTransfer: false, ...fish })).toEqual(['cod']);
    expect(available({ acceptsCod: false, acceptsBankTransfer: true, ...fish })).toEqual(['bank_transfer']);
    expect(available({ acceptsCod: false, acceptsBankTransfer: false, ...fish })).toEqual([]);
  });

  it('never offers cash for alcohol, whatever the seller takes', () => {
    for (const acceptsCod of [true, false]) {
      const [cod] = paymentMethodOffers({ acceptsCod, acceptsBankTransfer: true, alcohol: true });
      expect(cod).toEqual({ method: 'cod', available: false, reason: 'cod_not_allowed' });
    }
  });

  it('says why about every method it does not offer, and nothing about those it does', () => {
    for (const offer of paymentMethodOffers({
      acceptsCod: true,
      acceptsBankTransfer: false,
      alcohol: false,
    })) {
      expect('reason' in offer).toBe(!offer.available);
    }
  });
});
