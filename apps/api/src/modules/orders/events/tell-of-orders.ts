import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact } from '../../identity/index.js';
import { englishBuyerNotice } from '../english/buyer-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { englishReturnBuyerNotice } from '../english/return-notice.js';
import { acceptanceToken } from '../confirming/acceptance-token.js';
import { placementToken } from '../order-access.js';
import { WEIGHING_HOURS } from '../order-status.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import { PickupNotices } from '../parcels/pickups/pickup-notices.js';
import { BuyerMessages } from './buyer-messages.js';
import { buyerNotice, type NoticeWords } from './buyer-notice.js';
import { ShopMessages, type ShopAddress } from './shop-messages.js';
import {
  ASSISTING_STAFF,
  NOTICED_EVENT,
  NOTICED_ORDER,
  type NoticedEvent,
  type NoticedOrder,
} from './order-notice.sql.js';
import {
  NOTICED_RETURN,
  returnBuyerNotice,
  returnShopNotice,
  returnStaffNotice,
  type NoticedReturn,
} from '../returns/return-notice.js';
import { endedByItselfNotice, newOrderNotice, takenBackNotice, unconfirmedNotice } from './shop-notice.js';

interface Addressed {
  id: string;
  to: { email?: string | null; phone?: string | null };
  words: NoticeWords;
  /** The purchase whose buyer it is for, or the shop; neither for an officer. */
  buyer?: { group: { id: string; code: string }; contact: OrderContact };
  shop?: ShopAddress;
}

/** The buyer, with the page of the purchase. */
type NoticeReader = Pick<OrderContact, 'name' | 'language'> & { link: string };

/**
 * Tells the buyer what became of an order, and the shop what there is to do. Safe to repeat: the same event, the same
 * message id.
 */
@Injectable()
export class TellOfOrders {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly buyers: BuyerMessages,
    private readonly shops: ShopMessages,
    private readonly contacts: OrderContacts,
    private readonly dataKeys: DataKeys,
    private readonly pickups: PickupNotices,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Of one move. */
  async moved(eventId: string): Promise<void> {
    const messages = await this.transactions.run('worker', async (tx) => {
      const [event] = await tx.query<NoticedEvent[]>(NOTICED_EVENT, [eventId]);
      if (event === undefined) throw new Error(`No order event ${eventId}`);
      const order = await this.read(tx, event.orderId);
      if (event.axis === 'return') return this.ofReturn(tx, event, order);
      return [
        this.endedForShop(event, order),
        await this.toBuyer(
          tx,
          event,
          order,
          async (to) =>
            (await this.pickups.ofMove(tx, event, order, to)) ??
            inTheirs(to, buyerNotice, englishBuyerNotice)(event, order, to.name, to.link),
        ),
      ];
    });
    for (const message of messages) if (message !== null) await this.send(message);
  }

  /** The shops of a purchase, each of its new order; of one that is over meanwhile nobody. */
  async placed(orderGroupId: string): Promise<void> {
    const messages = await this.transactions.run('worker', async (tx) => {
      const orders = await tx.query<{ id: string }[]>(
        `SELECT id FROM orders WHERE order_group_id = $1 AND status = 'placed' ORDER BY id`,
        [orderGroupId],
      );
      const found: Addressed[] = [];
      for (const { id } of orders) {
        const order = await this.read(tx, id);
        const links = { accept: this.acceptLink(order), page: this.shopPage(order) };
        found.push(this.toShop(`order-new-${order.orderCode}`, order, newOrderNotice(order, links)));
      }
      return found;
    });
    for (const message of messages) await this.send(message);
  }

  /** Whoever assists the shop: nobody takes that order on. */
  async unconfirmed(orderId: string): Promise<void> {
    const messages = await this.transactions.run('worker', async (tx) => {
      const order = await this.read(tx, orderId);
      if (order.status !== 'placed') return [];
      const words = unconfirmedNotice(order, this.floor.orderTimers.unconfirmedHours, this.shopPage(order));
      return this.toStaff(tx, `order-unconfirmed-${order.orderCode}`, order, words);
    });
    for (const message of messages) await this.send(message);
  }

  /** Buyer and shop: a parcel waits at its tourism point. Of one that was given out meanwhile nobody. */
  async waits(parcelId: string): Promise<void> {
    const messages = await this.transactions.run('worker', async (tx) => {
      const pickup = await this.pickups.find(tx, parcelId);
      if (pickup === null || pickup.status !== 'handed_over') return [];
      const order = await this.read(tx, pickup.orderId);
      const forShop = this.pickups.shopReminder(pickup, order, this.shopPage(order));
      const shop = this.toShop(`pickup-waits-shop-${parcelId}`, order, forShop);
      const contact = await this.contacts.open(tx, order);
      if (contact === null) return [shop];
      const { email, phone } = contact;
      const words = await this.pickups.reminder(tx, pickup, order, this.readerOf(order, contact));
      const buyer = { group: { id: order.id, code: order.groupCode }, contact };
      return [shop, { id: `pickup-waits-${parcelId}`, to: { email, phone }, words, buyer }];
    });
    for (const message of messages) await this.send(message);
  }

  private async read(tx: EntityManager, orderId: string): Promise<NoticedOrder> {
    const [order] = await tx.query<NoticedOrder[]>(NOTICED_ORDER, [orderId]);
    if (order === undefined) throw new Error(`No order ${orderId}`);
    return order;
  }

  private toShop(id: string, order: NoticedOrder, words: NoticeWords): Addressed {
    const { sellerId, shopPhone: phone } = order;
    const path = new URL(this.shopPage(order)).pathname;
    return { id, to: { phone }, words, shop: { sellerId, phone, about: 'orders', path } };
  }

  /** What the shop did not end itself: the buyer took it back, or nobody did in time what had to be done. */
  private endedForShop(event: NoticedEvent, order: NoticedOrder): Addressed | null {
    if (event.axis !== 'order' || event.to !== 'cancelled') return null;
    const page = this.shopPage(order);
    if (event.actorKind === 'buyer')
      return this.toShop(`order-taken-back-${event.id}`, order, takenBackNotice(order, page));
    if (order.reason !== 'unconfirmed' && order.reason !== 'unweighed') return null;
    const about =
      order.reason === 'unweighed'
        ? ({ undone: 'weighed', hours: WEIGHING_HOURS } as const)
        : ({ undone: 'confirmed', hours: this.floor.orderTimers.unconfirmedHours } as const);
    return this.toShop(`order-ended-${event.id}`, order, endedByItselfNotice(order, about, page));
  }

  /** Whoever assists the shop, each by a message of their own. */
  private async toStaff(
    tx: EntityManager,
    id: string,
    { orderId }: NoticedOrder,
    words: NoticeWords,
  ): Promise<Addressed[]> {
    const found: Addressed[] = [];
    for (const staff of await tx.query<{ id: string }[]>(ASSISTING_STAFF, [orderId, this.clock.now()])) {
      const to = await accountContact(tx, staff.id, await this.dataKeys.find(tx, staff.id));
      if (to !== null) found.push({ id: `${id}-${staff.id}`, to, words });
    }
    return found;
  }

  /** Of a return: whoever did not move it, and whoever assists the shop once it did not answer. */
  private async ofReturn(
    tx: EntityManager,
    event: NoticedEvent,
    order: NoticedOrder,
  ): Promise<(Addressed | null)[]> {
    const [back] = await tx.query<NoticedReturn[]>(NOTICED_RETURN, [event.subjectId]);
    if (back === undefined) throw new Error(`No return ${event.subjectId}`);
    const page = this.shopPage(order);
    const shop = returnShopNotice(event.to, order, back, page);
    const id = `order-return-${event.id}`;
    return [
      await this.toBuyer(tx, event, order, (to) =>
        inTheirs(to, returnBuyerNotice, englishReturnBuyerNotice)(event.to, order, back, to),
      ),
      shop === null ? null : this.toShop(id, order, shop),
      ...(event.to === 'escalated'
        ? await this.toStaff(tx, id, order, returnStaffNotice(order, back, page))
        : []),
    ];
  }

  /** Null where of that the buyer is not told, or nobody is there to tell: the time orders are kept is over. */
  private async toBuyer(
    tx: EntityManager,
    event: NoticedEvent,
    order: NoticedOrder,
    say: (to: NoticeReader) => NoticeWords | null | Promise<NoticeWords | null>,
  ): Promise<Addressed | null> {
    const contact = await this.contacts.open(tx, order);
    if (contact === null) return null;
    const { email, phone } = contact;
    const words = await say(this.readerOf(order, contact));
    const buyer = { group: { id: order.id, code: order.groupCode }, contact };
    return words === null ? null : { id: `order-event-${event.id}`, to: { email, phone }, words, buyer };
  }

  private async send({ id, to, words, buyer, shop }: Addressed): Promise<void> {
    const { subject, text, short } = words;
    const message = { id, subject, text, short: smsText(short) };
    if (shop) return this.shops.send(shop, message);
    if (buyer) await this.buyers.send(buyer.group, buyer.contact, { ...message, to });
    else await this.messages.send({ ...message, to });
  }

  private readerOf({ id, groupCode }: NoticedOrder, contact: OrderContact): NoticeReader {
    const token = placementToken(id, this.environment.sessionSecret);
    const link = theirPage(this.environment.publicUrl, contact, `/don-hang/${groupCode}?token=${token}`);
    return { ...contact, link };
  }

  private shopPage({ shopSlug, orderCode }: NoticedOrder): string {
    return `${this.environment.publicUrl}/kenh-nguoi-ban/${shopSlug}/don-hang/${orderCode}`;
  }

  private acceptLink({ orderId, orderCode }: NoticedOrder): string {
    const token = acceptanceToken(orderId, this.environment.sessionSecret);
    return `${this.environment.publicUrl}/nhan-don/${orderCode}?token=${token}`;
  }
}
