import { DAY_MS, HOUR_MS } from '#kernel/time';
import { UnconfirmedOrders } from '../../../apps/api/src/modules/orders/confirming/unconfirmed-orders.js';
import { LateDisputes } from '../../../apps/api/src/modules/orders/disputes/late-disputes.js';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { GoAheadClock } from '../../../apps/api/src/modules/orders/go-ahead/go-ahead-clock.js';
import { CompleteDeliveredOrders } from '../../../apps/api/src/modules/orders/parcels/complete-delivered-orders.js';
import { EscalateReturns } from '../../../apps/api/src/modules/orders/returns/escalate-returns.js';
import { DisputeTable } from '../dispute-table.js';
import { OrderDesk } from '../order-desk.js';
import { People, type Person } from '../people.js';
import { ReturnCounter } from '../return-counter.js';
import { openSmallShop, type SmallShop } from '../small-shop.js';

/** A small floor with everybody who walks on it. */
export interface WalkedFloor {
  shop: SmallShop;
  desk: OrderDesk;
  counter: ReturnCounter;
  table: DisputeTable;
  /** Two who may decide disputes, on neither side. */
  officers: readonly [Person, Person];
}

export async function openWalkedFloor(): Promise<WalkedFloor> {
  const shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  const desk = await OrderDesk.of(shop, people, shop.seller);
  // The word is asked for of usual purchases, and nobody is held to small ones, or to few.
  await shop.database.query(`DELETE FROM cod_terms`);
  await shop.database.query(`
    INSERT INTO cod_terms (small_vnd, unknown_vnd, refusals_allowed, ask_from_vnd, ask_unknown_from_vnd, ask_refusals, reason,
      decided_at) VALUES (300000, 1000000000, 20, 900000, 700000, 20, 'Để thử', now())`);
  // What is asked ahead a purchase says for itself (order-walk.ts).
  await shop.database.query(
    `INSERT INTO seller_deposits (seller_id, version, from_vnd, percent, above_limit) VALUES ($1, 1, 1000000000, 30, false)`,
    [shop.seller.sellerId],
  );
  return {
    shop,
    desk,
    counter: new ReturnCounter(shop, desk),
    table: new DisputeTable(shop.app, shop.seller.slug),
    officers: [await people.officer('administrator'), await people.officer('administrator')],
  };
}

/** So many hours go by, and every clock of an order strikes that has to. */
export async function pass({ shop: { app, clock, database } }: WalkedFloor, hours: number): Promise<void> {
  clock.advance(hours * HOUR_MS);
  // Who has nothing to do for a month stays signed in all the same.
  await database.query(`UPDATE sessions SET expires_at = $1`, [
    new Date(clock.now().getTime() + 30 * DAY_MS),
  ]);
  for (const due of [
    ExpireUnpaidOrders,
    UnconfirmedOrders,
    GoAheadClock,
    CompleteDeliveredOrders,
    EscalateReturns,
    LateDisputes,
  ])
    await app.get<{ run(): Promise<unknown> }>(due).run();
}
