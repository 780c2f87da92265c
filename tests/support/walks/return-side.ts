import type { PlacedBody } from '../buyer.js';
import type { SmallProduct } from '../small-floor.js';
import type { WalkedFloor } from './walked-floor.js';

/** What goes on once goods came. */
export const returnActs = [
  'ask back',
  'agree',
  'goods back',
  'keep',
  'decline',
  'withdraw',
  'money back',
] as const;
export type ReturnAct = (typeof returnActs)[number];

/** Goods of a walk that go back, or do not. */
export class ReturnSide {
  constructor(
    private readonly floor: WalkedFloor,
    private readonly goods: SmallProduct,
  ) {}

  /** The status of what the API answered; 0 where there was nothing to ask for. */
  async take(act: ReturnAct, purchase: PlacedBody, share: number): Promise<number> {
    const { shop, counter } = this.floor;
    const code = purchase.orders[0]?.code ?? '';
    if (act === 'money back') return counter.payBack(code);
    if (act === 'ask back') {
      // Refused requests leave their pictures.
      await shop.database.query(`DELETE FROM order_pictures WHERE subject_id IS NULL`);
      const reason = share % 3 === 0 ? 'changed_mind' : share % 3 === 1 ? 'damaged' : 'missing';
      return (await counter.ask(purchase, { [this.goods.variantId]: 1 + (share % 4) }, { reason })).status;
    }
    const { returns } = await counter.page(purchase);
    const back = returns[share % Math.max(1, returns.length)];
    if (back === undefined) return 0;
    if (act === 'withdraw') return (await counter.withdraw(purchase, back.id)).status;
    if (act === 'agree') return (await counter.agree(code, back.id)).status;
    if (act === 'keep') return (await counter.agree(code, back.id, 'kept')).status;
    if (act === 'decline')
      return (await counter.decline(code, back.id, share < 5 ? 'used' : 'goods_differ')).status;
    const [line] = back.lines;
    const quantity = Math.min(line?.quantity ?? 0, share % 3);
    const lost = quantity === 0 || line === undefined ? undefined : [{ lineId: line.lineId, quantity }];
    return (await counter.goodsBack(code, back.id, lost)).status;
  }
}
