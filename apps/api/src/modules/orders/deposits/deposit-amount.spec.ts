import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depositByRule, raiseDeposits } from './deposit-amount.js';

const anyOrders = fc.array(
  fc
    .record({
      totalVnd: fc.integer({ min: 1, max: 50_000_000 }),
      part: fc.integer({ min: 0, max: 50 }),
      aboveLimit: fc.boolean(),
    })
    .map(({ totalVnd, part, aboveLimit }) => ({
      totalVnd,
      depositVnd: Math.floor((totalVnd * part) / 100_000) * 1_000,
      aboveLimit,
    })),
  { minLength: 1, maxLength: 5 },
);
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe('a deposit', () => {
  it('is the shop’s share of the goods, rounded up to whole thousands, from its amount on', () => {
    const rule = { fromVnd: 1_000_000, percent: 30, aboveLimit: false };
    expect(depositByRule(rule, 999_999)).toBe(0);
    expect(depositByRule(rule, 1_000_000)).toBe(300_000);
    expect(depositByRule(rule, 1_000_001)).toBe(301_000);
    expect(depositByRule({ ...rule, fromVnd: null, percent: null }, 9_000_000)).toBe(0);
  });

  it('leaves at least half of the goods for the door, whatever the rule', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 1_000_000_000 }),
        fc.integer({ min: 10, max: 50 }),
        fc.integer({ min: 0, max: 2_000_000_000 }),
        (fromVnd, percent, moreVnd) => {
          const goodsVnd = fromVnd + moreVnd;
          const depositVnd = depositByRule({ fromVnd, percent, aboveLimit: false }, goodsVnd);
          expect(depositVnd % 1_000).toBe(0);
          expect(depositVnd).toBeGreaterThanOrEqual((goodsVnd * percent) / 100);
          expect(goodsVnd - depositVnd).toBeGreaterThan(goodsVnd / 2 - 1_000);
        },
      ),
    );
  });

  it('is raised until what is left for the door is within the limit, and never to a whole order', () => {
    fc.assert(
      fc.property(anyOrders, fc.integer({ min: 0, max: 60_000_000 }), (orders, mostVnd) => {
        const raised = raiseDeposits(orders, mostVnd);
        const doorVnd = sum(orders.map(({ totalVnd }) => totalVnd));
        if (raised === null) {
          const most = orders.map(({ totalVnd, depositVnd, aboveLimit }) =>
            aboveLimit ? Math.max(depositVnd, Math.floor((totalVnd - 1) / 1_000) * 1_000) : depositVnd,
          );
          expect(doorVnd - sum(most)).toBeGreaterThan(mostVnd);
          return;
        }
        expect(doorVnd - sum(raised)).toBeLessThanOrEqual(mostVnd);
        for (const [index, { totalVnd, depositVnd, aboveLimit }] of orders.entries()) {
          const now = raised[index] ?? -1;
          expect(now).toBeGreaterThanOrEqual(depositVnd);
          if (!aboveLimit) expect(now).toBe(depositVnd);
          if (now > depositVnd) expect(now).toBeLessThan(totalVnd);
          expect(now % 1_000).toBe(0);
        }
      }),
    );
  });

  it('is not raised where nothing is above the limit', () => {
    expect(raiseDeposits([{ totalVnd: 500_000, depositVnd: 0, aboveLimit: true }], 500_000)).toEqual([0]);
    expect(raiseDeposits([{ totalVnd: 500_001, depositVnd: 0, aboveLimit: true }], 500_000)).toEqual([1_000]);
    expect(raiseDeposits([{ totalVnd: 500_001, depositVnd: 0, aboveLimit: false }], 500_000)).toBeNull();
  });
});
