import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import type { NoticeWords } from '../events/buyer-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { englishUnweighedNotice, englishWeighedNotice } from '../english/weighing-notice.js';
import { placementToken } from '../order-access.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import { unweighedNotice, weighedNotice, type WeighedOrder } from './weighing-notice.js';

/** Of order $1; who bought is opened afterwards. */
const ORDER_FACTS = `
  SELECT g.id, g.code AS "groupCode", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
    o.code AS "orderCode", o.status IN ('placed', 'confirmed') AS open, s.name AS "shopName", s.phone AS "shopPhone",
    p.method, p.expires_at AS "expiresAt", o.shipping_fee_vnd::float8 AS "shippingFeeVnd",
    o.discount_vnd::float8 AS "discountVnd", o.total_vnd::float8 AS "totalVnd",
    o.ordered_total_vnd::float8 AS "orderedTotalVnd", p.refunds_vnd::float8 AS "refundsVnd",
    (SELECT json_agg(json_build_object('name', concat_ws(', ', l.product_name, l.variant_name), 'quantity', l.quantity,
        'grams', l.weighed_grams, 'kgPriceVnd', l.kg_price_vnd, 'totalVnd', l.total_vnd) ORDER BY l.created_at, l.id)
      FROM order_lines l WHERE l.order_id = o.id AND l.kg_price_vnd IS NOT NULL) AS lines
  FROM orders o JOIN order_groups g ON g.id = o.order_group_id JOIN payments p ON p.payable_id = o.id
  JOIN shop_sellers s ON s.id = o.seller_id WHERE o.id = $1`;

interface Found {
  order: WeighedOrder;
  contact: OrderContact;
}

/** What a buyer is told of goods sold by weight. Each is safe to repeat: the same event, the same message id. */
@Injectable()
export class WeighingMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: BuyerMessages,
    private readonly contacts: OrderContacts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** What the goods weigh and what there is to pay; nothing once it was told, or where the order is over meanwhile. */
  async weighed(weighingId: string): Promise<void> {
    const found = await this.transactions.run('worker', async (tx) => {
      const [weighing] = await tx.query<{ orderId: string }[]>(
        `SELECT order_id AS "orderId" FROM order_weighings WHERE id = $1 AND told_at IS NULL`,
        [weighingId],
      );
      return weighing === undefined ? null : this.read(tx, weighing.orderId);
    });
    if (found === null || !found.order.open) return;
    const { order, contact } = found;
    const words = inTheirs(contact, weighedNotice, englishWeighedNotice)(
      order,
      contact.name,
      this.link(found),
    );
    await this.send(`order-weighed-${order.orderCode}-${weighingId}`, found, words);
    await this.transactions.run('worker', (tx) =>
      tx.query(`UPDATE order_weighings SET told_at = $2, updated_at = $2 WHERE id = $1`, [
        weighingId,
        this.clock.now(),
      ]),
    );
  }

  /** That the order ended because its goods were not weighed. */
  async ended(orderId: string): Promise<void> {
    const found = await this.transactions.run('worker', (tx) => this.read(tx, orderId));
    if (found === null) return;
    const { order, contact } = found;
    const words = inTheirs(contact, unweighedNotice, englishUnweighedNotice)(
      order,
      contact.name,
      this.link(found),
    );
    await this.send(`order-unweighed-${order.orderCode}`, found, words);
  }

  /** Null when the time for which orders are kept is over: then there is nobody to write to. */
  private async read(tx: EntityManager, orderId: string): Promise<Found | null> {
    const [order] = await tx.query<WeighedOrder[]>(ORDER_FACTS, [orderId]);
    if (order === undefined) throw new Error(`No order ${orderId}`);
    const contact = await this.contacts.open(tx, order);
    return contact === null ? null : { order, contact };
  }

  private async send(
    id: string,
    { order, contact }: Found,
    { subject, text, short }: NoticeWords,
  ): Promise<void> {
    const { email, phone } = contact;
    const group = { id: order.id, code: order.groupCode };
    await this.messages.send(group, contact, {
      id,
      to: { email, phone },
      subject,
      text,
      short: smsText(short),
    });
  }

  private link({ order: { id, groupCode }, contact }: Found): string {
    const token = placementToken(id, this.environment.sessionSecret);
    return theirPage(this.environment.publicUrl, contact, `/don-hang/${groupCode}?token=${token}`);
  }
}
