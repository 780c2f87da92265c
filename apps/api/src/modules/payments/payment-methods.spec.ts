import { describe, expect, it } from 'vitest';
import { paymentMethodOffers, withinLimits } from './payment-methods.js';

const GOODS = { alcohol: false, gateways: [], byWeight: false, totalVnd: 100_000 };

describe('paymentMethodOffers', () => {
  const available = (terms: Parameters<typeof paymentMethodOffers>[0]): string[] =>
    paymentMethodOffers(terms)
      .filter((offer) => offer.available)
      .map((offer) => offer.method);

  it('offers what the seller takes, card and wallet only where it has an account for them', () => {
    const both = { acceptsCod: true, acceptsBankTransfer: true, ...GOODS };
    expect(available(both)).toEqual(['cod', 'bank_transfer']);
    expect(available({ ...both, acceptsBankTransfer: false })).toEqual(['cod']);
    expect(available({ ...both, acceptsCod: false })).toEqual(['bank_transfer']);
    expect(available({ ...both, acceptsCod: false, acceptsBankTransfer: false })).toEqual([]);
    expect(available({ ...both, gateways: ['stripe'] })).toEqual(['cod', 'bank_transfer', 'card']);
    expect(available({ ...both, gateways: ['vnpay'] })).toEqual(['cod', 'bank_transfer', 'wallet']);
  });

  it('takes no card or wallet for goods by weight, nor for less or more than their gateways take', () => {
    const card = { acceptsCod: false, acceptsBankTransfer: false, ...GOODS, gateways: ['stripe' as const] };
    expect(available({ ...card, byWeight: true })).toEqual([]);
    expect(available({ ...card, totalVnd: 14_999 })).toEqual([]);
    expect(available({ ...card, totalVnd: 15_000 })).toEqual(['card']);
    expect(available({ ...card, totalVnd: 99_999_999 })).toEqual(['card']);
    expect(available({ ...card, totalVnd: 100_000_000 })).toEqual([]);
    expect(available({ ...card, gateways: ['vnpay'], totalVnd: 100_000_000 })).toEqual(['wallet']);
    expect(withinLimits('cod', 1)).toBe(true);
  });

  it('never offers cash for alcohol, whatever the seller takes, and a card all the more', () => {
    for (const acceptsCod of [true, false]) {
      const wine = {
        ...GOODS,
        acceptsCod,
        acceptsBankTransfer: true,
        alcohol: true,
        gateways: ['stripe' as const],
      };
      expect(paymentMethodOffers(wine)[0]).toEqual({
        method: 'cod',
        available: false,
        reason: 'cod_not_allowed',
      });
      expect(available(wine)).toEqual(['bank_transfer', 'card']);
    }
  });

  it('says why about every method it does not offer, and nothing about those it does', () => {
    for (const offer of paymentMethodOffers({ acceptsCod: true, acceptsBankTransfer: false, ...GOODS })) {
      expect('reason' in offer).toBe(!offer.available);
    }
  });
});
