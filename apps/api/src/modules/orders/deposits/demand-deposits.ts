import { Problem } from '../../../platform/http/problem.js';
import type { SellerQuote } from '../build-quote.js';
import type { ChosenSeller } from '../check-order.js';
import { depositByRule } from './deposit-amount.js';

/** Deposits by the seller they are paid to, in đồng; of whom none is asked is not there. */
export type Deposits = ReadonlyMap<string, number>;

/**
 * Why a phone may not have more sent unpaid: parcels were refused; it has received nothing yet; it has not, and what it
 * has on the way counts along.
 */
export type CodLimit = 'refused_parcels' | 'unknown_phone' | 'open_orders';

/** What the shop asks ahead of these goods by its own rule where they are paid on delivery; 0 where nothing. */
export function depositOf({ depositTerms, itemsVnd, discountVnd }: SellerQuote): number {
  return depositTerms === null ? 0 : depositByRule(depositTerms, itemsVnd - discountVnd);
}

/**
 * Nobody owes a deposit they were not told of before the button: the buyer sends the amount along, and one that differs is
 * refused with what there is to agree to. Who agreed to one that is asked no more pays none.
 *
 * @param cod the orders to be paid on delivery, and `asked` what of each is paid first
 * @param why `shop` by its own rule, or the reason of the limit
 * @throws Problem deposit_required, with `reason` and `deposits`
 */
export function demandAgreed(
  cod: readonly ChosenSeller[],
  asked: readonly number[],
  why: { reason: 'shop' | CodLimit; mostVnd?: number },
): Deposits {
  const deposits = cod.flatMap(({ quote, totalVnd, agreedDepositVnd }, index) => {
    const depositVnd = asked[index] ?? 0;
    return depositVnd === 0 ? [] : [{ quote, totalVnd, agreedDepositVnd, depositVnd }];
  });
  if (deposits.some(({ agreedDepositVnd, depositVnd }) => agreedDepositVnd !== depositVnd))
    throw new Problem('deposit_required', {
      extra: {
        ...why,
        deposits: deposits.map(({ quote: { slug, name }, totalVnd, depositVnd }) => ({
          seller: { slug, name },
          depositVnd,
          doorVnd: totalVnd - depositVnd,
        })),
      },
    });
  return new Map(deposits.map(({ quote, depositVnd }) => [quote.sellerId, depositVnd]));
}
