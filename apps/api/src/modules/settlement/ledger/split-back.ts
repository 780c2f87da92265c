import type { Vnd } from '#kernel/money';
import { shareOf, splitRefund } from '#kernel/withholding';

/** What is left of a sale: its goods, what the floor's voucher bears of them, and its delivery. */
export interface LeftOfSale {
  goodsVnd: Vnd;
  floorVnd: Vnd;
  deliveryVnd: Vnd;
}

/**
 * How much of each a refund of `backVnd` to the buyer takes back. A return says how much of it is delivery, and takes the
 * rest from goods, with the floor's share of them; of any other refund nobody knows, and it is taken in proportion.
 *
 * @param backVnd at most what the buyer's part of all that is left
 */
export function splitBack(left: LeftOfSale, backVnd: Vnd, deliveryBackVnd: Vnd | null): LeftOfSale {
  const { goodsVnd, floorVnd, deliveryVnd } = left;
  const boughtVnd = goodsVnd - floorVnd;
  if (deliveryBackVnd === null) {
    const floorBackVnd = shareOf(floorVnd, backVnd, boughtVnd + deliveryVnd);
    const [goods = 0, delivery = 0] = splitRefund(backVnd + floorBackVnd, [goodsVnd, deliveryVnd]);
    return { goodsVnd: goods, floorVnd: floorBackVnd, deliveryVnd: delivery };
  }
  // What goods cannot bear any more, delivery does.
  const goodsBackVnd = Math.min(backVnd - Math.min(deliveryBackVnd, deliveryVnd, backVnd), boughtVnd);
  const floorBackVnd = boughtVnd === 0 ? 0 : shareOf(floorVnd, goodsBackVnd, boughtVnd);
  return {
    goodsVnd: goodsBackVnd + floorBackVnd,
    floorVnd: floorBackVnd,
    deliveryVnd: backVnd - goodsBackVnd,
  };
}
