import { expect } from 'vitest';
import type { PlacedBody } from '../buyer.js';
import { buyWithDeposit } from '../deposits.js';
import { comesIn } from '../incoming-money.js';
import type { DeskOrder } from '../order-desk.js';
import type { SmallProduct } from '../small-floor.js';
import { DisputeSide, disputeActs, type DisputeAct } from './dispute-side.js';
import { ReturnSide, returnActs, type ReturnAct } from './return-side.js';
import { pass, type WalkedFloor } from './walked-floor.js';

export const orderActs = [
  'buy',
  'pay',
  'confirm',
  'pack',
  'hand over',
  'arrive',
  'take back',
  'receive',
  'end rest',
  'give word',
  'call',
  'waive',
  'shop cancels',
  'buyer cancels',
  'time',
] as const;
type OrderAct = (typeof orderActs)[number];
export type Act = OrderAct | ReturnAct | DisputeAct;

/** Something somebody does, or that time does; `which` chooses among the orders there are, `share` of its pieces in tenths. */
export interface Step {
  act: Act;
  which: number;
  share: number;
}

const isOneOf = <Name extends string>(names: readonly Name[], act: string): act is Name =>
  (names as readonly string[]).includes(act);

/** The purchases of one walk, over one shelf. */
export class OrderWalk {
  private readonly placed: PlacedBody[] = [];
  private readonly returns: ReturnSide;
  private readonly disputes: DisputeSide;

  constructor(
    private readonly floor: WalkedFloor,
    private readonly goods: SmallProduct,
  ) {
    this.returns = new ReturnSide(floor, goods);
    this.disputes = new DisputeSide(floor);
  }

  /** Purchases of several pieces that came, paid at the door and before. */
  async begin(): Promise<void> {
    for (const payment of ['cod', 'bank_transfer'])
      this.placed.push(await this.floor.counter.delivered({ [this.goods.variantId]: 5 }, payment));
  }

  /** The status of what the API answered; 0 where there was nothing to ask for. */
  async take({ act, which, share }: Step): Promise<number> {
    if (act === 'time') {
      await pass(this.floor, (share + 1) * 18);
      return 200;
    }
    if (act === 'buy' || this.placed.length === 0) return this.buy(share);
    const purchase = this.placed[which % this.placed.length];
    if (purchase === undefined) return 0;
    const { body: order } = await this.floor.desk.read(purchase.orders[0]?.code ?? '');
    if (isOneOf(returnActs, act)) return this.returns.take(act, purchase, share);
    if (isOneOf(disputeActs, act)) return this.disputes.take(act, purchase, share);
    return this.move(act, purchase, order, which, share);
  }

  private async buy(share: number): Promise<number> {
    if (this.placed.length >= 3) return 0;
    const payment = share % 2 === 0 ? 'cod' : 'bank_transfer';
    const { buyer, database } = this.floor.shop;
    // Of some purchases to be paid at the door a part is paid first, of others the word is asked for.
    await database.query(`UPDATE seller_deposits SET from_vnd = $1`, [
      share === 2 || share === 8 ? 100_000 : 1_000_000_000,
    ]);
    this.placed.push(await buyWithDeposit(buyer, { [this.goods.variantId]: 1 + share }, { payment }));
    return 201;
  }

  private async move(
    act: Exclude<OrderAct, 'buy' | 'time'>,
    purchase: PlacedBody,
    order: DeskOrder,
    which: number,
    share: number,
  ): Promise<number> {
    const { shop, desk } = this.floor;
    const { code } = order;
    const [line] = order.lines;
    const some = (most: number): { lineId: string; quantity: number }[] | undefined => {
      const quantity = Math.floor((most * share) / 10);
      return quantity === 0 || line === undefined ? undefined : [{ lineId: line.id, quantity }];
    };
    const asBuyer = { 'order-token': purchase.accessToken };
    switch (act) {
      case 'pay':
        if (order.payment.method === 'cod' && order.payment.depositVnd === null) return 0;
        await comesIn(shop.app, { pays: { orderCode: code }, amountVnd: comingIn(order, share) });
        return 200;
      case 'confirm':
        return (await desk.confirm(code)).status;
      case 'pack':
        return (await desk.pack(code, some(line?.quantity ?? 0))).status;
      case 'end rest':
        return this.endRest(order);
      case 'shop cancels':
        return (await desk.cancel(code)).status;
      case 'buyer cancels':
        return (await shop.buyer.cancel(code, purchase.accessToken)).status;
      case 'receive':
        return (await shop.buyer.call('POST', `/orders/${code}/receipt`, {}, asBuyer)).status;
      case 'give word':
      case 'call':
      case 'waive':
        return this.word(act, purchase, order, share);
      default:
        return this.parcel(act, order, which, some);
    }
  }

  private async parcel(
    act: 'hand over' | 'arrive' | 'take back',
    { code, parcels, goAhead }: DeskOrder,
    which: number,
    some: (most: number) => { lineId: string; quantity: number }[] | undefined,
  ): Promise<number> {
    const { desk } = this.floor;
    const parcel = parcels[which % Math.max(1, parcels.length)];
    const [inIt] = parcel?.lines ?? [];
    if (parcel === undefined || inIt === undefined) return 0;
    if (act === 'arrive') return (await desk.arrive(code, parcel.id, some(inIt.quantity))).status;
    if (act === 'take back') return (await desk.takeBack(code, parcel.id, some(inIt.refused))).status;
    const { status } = await desk.handOver(code, parcel.id);
    if (goAhead?.status === 'asked') expect(status, 'handed over without the buyer’s word').toBe(409);
    return status;
  }

  /** Allowed while something was sent or taken and something lies at the shop. */
  private async endRest(order: DeskOrder): Promise<number> {
    const sent = order.parcels.some(
      ({ status, lines }) =>
        status === 'handed_over' ||
        status === 'delivered' ||
        (status !== 'packing' && lines.some(({ quantity, refused }) => refused < quantity)),
    );
    const kept =
      order.parcels.some(({ status }) => status === 'packing') ||
      order.lines.some(({ packed, quantity }) => packed < quantity);
    const { status } = await this.floor.desk.endRest(order.code, 'out_of_stock');
    expect(status, 'ending the rest').toBe(order.status === 'confirmed' && sent && kept ? 200 : 409);
    return status;
  }

  /** Each act is allowed exactly while the word is asked for of an open order; said twice by the buyer it is said once. */
  private async word(
    act: 'give word' | 'call' | 'waive',
    purchase: PlacedBody,
    { code, status, goAhead }: DeskOrder,
    share: number,
  ): Promise<number> {
    const { shop, desk } = this.floor;
    const open = status === 'placed' || status === 'confirmed';
    const asked = open && goAhead?.status === 'asked';
    const said = open && (goAhead?.status === 'given' || goAhead?.status === 'waived');
    const token = { 'order-token': purchase.accessToken };
    const answer =
      act === 'give word'
        ? await shop.buyer.call('POST', `/orders/${code}/go-ahead`, {}, token)
        : act === 'waive'
          ? await desk.waive(code, 'Khách quen, vẫn gửi.')
          : await desk.call(code, CALLS[share % CALLS.length] ?? '', goAhead?.tries ?? 0);
    const may = asked || (act === 'give word' && said);
    expect(answer.status < 300, `${act} of ${goAhead?.status ?? 'none'} in ${status}`).toBe(may);
    return answer.status;
  }
}

/** All of it, its deposit where there is one, or a part that is too little. */
function comingIn({ payment: { amountVnd, depositVnd } }: DeskOrder, share: number): number {
  if (share >= 8) return 1_000 * (share + 1);
  return share < 3 ? amountVnd : (depositVnd ?? amountVnd);
}

const CALLS = ['unanswered', 'given', 'unanswered', 'refused'];
