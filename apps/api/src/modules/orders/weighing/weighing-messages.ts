import { Inject, Injectable } from '@nestjs/common';
import { formatInteger, formatVnd } from '#kernel/money';
import { formatDateTime, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { REFUND_DAYS } from '../../payments/index.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import { placementToken } from '../order-access.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import { WEIGHING_HOURS } from '../order-status.js';

interface OrderFacts extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  groupCode: string;
  orderCode: string;
  open: boolean;
  shopName: string;
  shopPhone: string;
  method: string;
  expiresAt: Date | null;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  orderedTotalVnd: number;
  refundsVnd: number;
  lines: { name: string; quantity: number; grams: number | null; kgPriceVnd: number; totalVnd: number }[];
}

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
  order: OrderFacts;
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
    const { order } = found;
    const amount = formatVnd(order.totalVnd);
    await this.send(`order-weighed-${order.orderCode}-${weighingId}`, found, {
      subject: `Đơn ${order.orderCode}: đã cân hàng, phải trả ${amount}`,
      text: weighedText(found, this.link(order)),
      short: `Đơn ${order.orderCode}: đã cân hàng, phải trả ${amount}. ${howToPay(order)} ${this.link(order)}`,
    });
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
    const { orderCode, shopName, shopPhone } = order;
    const back =
      order.refundsVnd === 0
        ? 'Bạn không phải trả gì.'
        : `Người bán trả lại ${formatVnd(order.refundsVnd)} trong ${REFUND_DAYS} ngày.`;
    await this.send(`order-unweighed-${orderCode}`, found, {
      subject: `Đơn ${orderCode} đã hủy: người bán chưa cân hàng`,
      text: [
        `Chào ${contact.name},`,
        '',
        `Sau ${WEIGHING_HOURS} giờ, ${shopName} vẫn chưa cân hàng của đơn ${orderCode}, nên đơn tự hủy.`,
        back,
        '',
        `Muốn hỏi người bán: ${shopPhone}. Xem lại đơn: ${this.link(order)}`,
        '',
      ].join('\n'),
      short: `Đơn ${orderCode} đã hủy vì người bán chưa cân hàng. ${back} ${this.link(order)}`,
    });
  }

  /** Null when the time for which orders are kept is over: then there is nobody to write to. */
  private async read(tx: EntityManager, orderId: string): Promise<Found | null> {
    const [order] = await tx.query<OrderFacts[]>(ORDER_FACTS, [orderId]);
    if (order === undefined) throw new Error(`No order ${orderId}`);
    const contact = await this.contacts.open(tx, order);
    return contact === null ? null : { order, contact };
  }

  private async send(
    id: string,
    { order, contact: { email, phone } }: Found,
    { subject, text, short }: { subject: string; text: string; short: string },
  ): Promise<void> {
    const group = { id: order.id, code: order.groupCode };
    await this.messages.send(group, { id, to: { email, phone }, subject, text, short: smsText(short) });
  }

  private link({ id, groupCode }: OrderFacts): string {
    const token = placementToken(id, this.environment.sessionSecret);
    return `${this.environment.publicUrl}/don-hang/${groupCode}?token=${token}`;
  }
}

function howToPay({ method, expiresAt }: OrderFacts): string {
  return method === 'bank_transfer' && expiresAt !== null
    ? `Mời bạn chuyển khoản trước ${formatDateTime(expiresAt)}, bằng mã QR ở trang đơn hàng.`
    : 'Bạn trả khi nhận hàng.';
}

function weighedText({ order, contact }: Found, link: string): string {
  const lines = order.lines.flatMap(({ name, quantity, grams, kgPriceVnd, totalVnd }) =>
    grams === null
      ? []
      : [
          `- ${quantity} × ${name}: ${formatInteger(grams)} g, ${formatVnd(kgPriceVnd)}/kg, thành ${formatVnd(totalVnd)}`,
        ],
  );
  const fell = order.totalVnd < order.orderedTotalVnd;
  return [
    `Chào ${contact.name},`,
    '',
    `${order.shopName} đã cân hàng của đơn ${order.orderCode}:`,
    ...lines,
    '',
    `Phí giao giữ như lúc đặt: ${formatVnd(order.shippingFeeVnd)}.`,
    ...(order.discountVnd > 0 ? [`Giảm giá: ${formatVnd(order.discountVnd)}.`] : []),
    `Cả đơn phải trả ${formatVnd(order.totalVnd)}${fell ? `, ít hơn mức cao nhất lúc đặt (${formatVnd(order.orderedTotalVnd)})` : ', đúng mức cao nhất lúc đặt'}.`,
    howToPay(order),
    '',
    `Xem đơn: ${link}`,
    '',
  ].join('\n');
}
