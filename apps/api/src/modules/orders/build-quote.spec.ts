import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCart, anyDelivery, line, RATES } from '../../../../../tests/support/any-cart.js';
import { buildQuote } from './build-quote.js';
import { quoteToken } from './quote-token.js';

const HERE = { method: 'ship', place: { communeCode: '32191', provinceCode: '96', region: 'south' }, ward: null, line: '1' } as const; // prettier-ignore
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('a quote', () => {
  it('adds up at every level, in whole đồng, for any cart and address', () => {
    fc.assert(
      fc.property(anyCart, anyDelivery, (cart, delivery) => {
        const quote = buildQuote(cart, delivery, RATES);
        for (const seller of quote.sellers) {
          for (const { unitPriceVnd, totalVnd, facts } of seller.lines) {
            expect(totalVnd).toBe(unitPriceVnd * facts.quantity);
          }
          expect(seller.itemsVnd).toBe(sum(seller.lines.map((one) => one.totalVnd)));
          expect(seller.totalVnd).toBe(seller.itemsVnd + seller.shippingFeeVnd - seller.discountVnd);
        }
        for (const field of ['itemsVnd', 'shippingFeeVnd', 'discountVnd', 'totalVnd'] as const) {
          expect(quote[field]).toBe(sum(quote.sellers.map((seller) => seller[field])));
          expect(Number.isSafeInteger(quote[field]) && quote[field] >= 0).toBe(true);
        }
      }),
    );
  });

  it('holds each line once, each seller once, in the order the cart had', () => {
    fc.assert(
      fc.property(anyCart, anyDelivery, (cart, delivery) => {
        const { sellers } = buildQuote(cart, delivery, RATES);
        expect(sellers.map((seller) => seller.sellerId)).toEqual([
          ...new Set(cart.map((one) => one.sellerId)),
        ]);
        for (const seller of sellers) {
          expect(seller.lines.map((one) => one.facts)).toEqual(
            cart.filter((one) => one.sellerId === seller.sellerId),
          );
        }
      }),
    );
  });

  it('charges each seller his cheapest option once, and nothing when nothing can be sold', () => {
    fc.assert(
      fc.property(anyCart, anyDelivery, (cart, delivery) => {
        for (const seller of buildQuote(cart, delivery, RATES).sellers) {
          const fees = seller.shippingOptions.map((option) => option.feeVnd);
          expect(seller.shippingFeeVnd).toBe(
            seller.itemsVnd === 0 || fees.length === 0 ? 0 : Math.min(...fees),
          );
        }
      }),
    );
  });

  it('prices exactly what the gate lets through, and explains everything else', () => {
    fc.assert(
      fc.property(anyCart, anyDelivery, (cart, delivery) => {
        const quote = buildQuote(cart, delivery, RATES);
        for (const seller of quote.sellers) {
          for (const { facts, unitPriceVnd, problem } of seller.lines) {
            expect(unitPriceVnd).toBe(facts.certificationId === null ? 0 : facts.priceVnd);
            if (facts.certificationId === null) expect(problem).toBe('certificate_lapsed');
            else if (facts.available < facts.quantity) expect(problem).toBe('out_of_stock');
          }
          // No way to get the goods to the buyer is never left unexplained.
          if (seller.shippingOptions.length === 0) {
            expect(seller.lines.some(({ problem }) => problem !== null)).toBe(true);
          }
          const alcohol = seller.lines.some(({ facts }) => facts.alcohol && facts.certificationId !== null);
          if (alcohol)
            expect(seller.paymentMethods[0]).toMatchObject({ method: 'cod', reason: 'cod_not_allowed' });
        }
        expect(quote.requiresAdult).toBe(cart.some((one) => one.alcohol && one.certificationId !== null));
      }),
    );
  });

  it('takes the weight of what is sold only', () => {
    const [sold, gone] = [
      line(1, { weightGrams: 3_000 }),
      line(2, { weightGrams: 90_000, certificationId: null, stars: null }),
    ];
    expect(buildQuote([sold, gone], HERE, RATES).shippingFeeVnd).toBe(
      buildQuote([sold], HERE, RATES).shippingFeeVnd,
    );
    expect(buildQuote([sold], HERE, RATES).shippingFeeVnd).toBe(25_000);
  });
});

describe('the quote token', () => {
  it('is the same for the same content and no other', () => {
    fc.assert(
      fc.property(anyCart, anyDelivery, fc.nat(), (cart, delivery, pick) => {
        const token = quoteToken(buildQuote(cart, delivery, RATES));
        expect(quoteToken(buildQuote(structuredClone(cart), delivery, RATES))).toBe(token);
        expect(quoteToken(buildQuote(cart.toReversed(), delivery, RATES))).toBe(token);
        const index = cart.length === 0 ? -1 : pick % cart.length;
        const changed = cart[index];
        if (changed?.certificationId == null || changed.stars === null) return;
        const changes = [
          { priceVnd: changed.priceVnd + 1 },
          { quantity: changed.quantity + 1 },
          { stars: changed.stars === 5 ? 3 : changed.stars + 1 },
          { certificationId: 'another' },
          { certificationId: null, stars: null },
        ];
        for (const change of changes) {
          expect(
            quoteToken(buildQuote(cart.with(index, { ...changed, ...change }), delivery, RATES)),
          ).not.toBe(token);
        }
        expect(quoteToken(buildQuote(cart.toSpliced(index, 1), delivery, RATES))).not.toBe(token);
      }),
    );
  });

  it('fits the longest cart into what the API takes', () => {
    const cart = Array.from({ length: 50 }, (_, index) =>
      line(index, { priceVnd: 1_000_000_000, quantity: 999 }),
    );
    expect(quoteToken(buildQuote(cart, HERE, RATES)).length).toBeLessThanOrEqual(2_400);
  });
});
