import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCart, anyDelivery, line, RATES } from '../../../../../tests/support/any-cart.js';
import { Problem } from '../../platform/http/problem.js';
import { buildQuote, type Quote } from './build-quote.js';
import { checkOrder, checkPhone, soldOut } from './check-order.js';
import type { PlaceOrderDto } from './place-order.dto.js';
import { quoteToken } from './quote-token.js';

const HERE = { method: 'ship', place: { communeCode: '32191', provinceCode: '96', region: 'south' }, ward: null, line: '1' } as const; // prettier-ignore

function order(more: Partial<PlaceOrderDto> = {}): PlaceOrderDto {
  return {
    cartId: 'x',
    contact: { name: 'A', phone: '0912345678' },
    delivery: { method: 'ship', communeCode: '32191', line: '1' },
    payment: 'bank_transfer',
    expectedTotalVnd: 0,
    ...more,
  };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

describe('an order is held against the quote', () => {
  it('and is taken only when every line can be sold and brought, for exactly the total, for any cart', () => {
    fc.assert(
      fc.property(anyCart, anyDelivery, fc.integer({ min: -3, max: 3 }), (cart, delivery, off) => {
        const quote = buildQuote(cart, delivery, RATES);
        const request = order({
          expectedTotalVnd: quote.totalVnd + off,
          quoteToken: quoteToken(quote),
          adultConfirmed: true,
        });
        const code = codeOf(() => checkOrder(request, quote));
        const problems = quote.sellers.flatMap((seller) => seller.lines.map((one) => one.problem));
        if (cart.length === 0) expect(code).toBe('cart_changed');
        else if (problems.every((problem) => problem === null))
          expect(code).toBe(off === 0 ? 'taken' : 'cart_changed');
        else if (problems.includes('certificate_lapsed')) expect(code).toBe('cart_changed');
        else if (problems.includes('out_of_stock')) expect(code).toBe('out_of_stock');
        else expect(['delivery_unavailable', 'pickup_unavailable']).toContain(code);
      }),
    );
  });

  it('and each seller pays the option he chose, the group their sum', () => {
    fc.assert(
      fc.property(anyCart, fc.record({ a: fc.boolean(), b: fc.boolean() }), (cart, fast) => {
        const sellable = cart.map((one, index) => line(index, { ...one, certificationId: 'c', stars: 4, available: 999, shipsTo: 'country' }));
        const quote = buildQuote(sellable, HERE, RATES);
        if (quote.sellers.length === 0) return;
        const sellers = Object.fromEntries(
          Object.entries(fast)
            .filter(([slug]) => quote.sellers.some((seller) => seller.slug === slug))
            .map(([slug, on]) => [slug, on ? { shippingOptionId: 'nhanh' } : {}]),
        );
        const expected = quote.sellers.map((seller) => {
          const wanted = sellers[seller.slug]?.shippingOptionId;
          const option = seller.shippingOptions.find((one) => wanted === undefined || one.id === wanted);
          return seller.itemsVnd + (option?.feeVnd ?? Number.NaN);
        });
        const expectedTotalVnd = expected.reduce((total, value) => total + value, 0);
        const chosen = checkOrder(order({ sellers, expectedTotalVnd, adultConfirmed: true }), quote);
        expect(chosen.map((seller) => seller.totalVnd)).toEqual(expected);
      }),
    ); // prettier-ignore
  });

  it('so that a seller of wine is never paid in cash, whoever asks in whatever way', () => {
    fc.assert(
      fc.property(anyCart, fc.boolean(), (cart, perSeller) => {
        const quote = buildQuote(cart, HERE, RATES);
        const wine = quote.sellers.find((seller) => seller.lines.some(({ facts }) => facts.alcohol && facts.certificationId));
        if (wine === undefined) return;
        const request = order({
          expectedTotalVnd: quote.totalVnd,
          adultConfirmed: true,
          ...(perSeller ? { sellers: { [wine.slug]: { payment: 'cod' } } } : { payment: 'cod' }),
        });
        expect(codeOf(() => checkOrder(request, quote))).not.toBe('taken');
      }),
    ); // prettier-ignore
  });
});

describe('what came too late at the shelf', () => {
  const quote: Quote = buildQuote(
    [line(1, { quantity: 3 }), line(2, { sellerId: 'b', sellerSlug: 'b' })],
    HERE,
    RATES,
  );

  it('names the lines that fell short with what was left under the lock', () => {
    const problem = soldOut(quote, [{ variantId: line(1).variantId, available: 2 }]);
    expect([problem.code, problem.more.extra]).toEqual([
      'out_of_stock',
      {
        lines: [
          { variantId: line(1).variantId, seller: { slug: 'a', name: 'A' }, reason: 'out_of_stock', requested: 3, available: 2 },
        ],
      },
    ]); // prettier-ignore
  });
});

describe('a phone number', () => {
  const withPhone = (phone: string, more: Partial<PlaceOrderDto> = {}) =>
    codeOf(() => checkPhone(order({ contact: { name: 'A', phone }, ...more })));

  it('from abroad goes with card or wallet alone', () => {
    expect(withPhone('+4915123456789')).toBe('validation_failed');
    expect(withPhone('+4915123456789', { payment: 'card' })).toBe('taken');
    expect(
      withPhone('+4915123456789', { payment: 'wallet', sellers: { a: { shippingOptionId: 'x' } } }),
    ).toBe('taken');
    expect(withPhone('+4915123456789', { payment: 'card', sellers: { a: { payment: 'cod' } } })).toBe(
      'validation_failed',
    );
    expect(withPhone('4915123456789', { payment: 'card' })).toBe('validation_failed');
  });
});
