import { Inject, Injectable } from '@nestjs/common';
import { hashSecret } from '#kernel/ids';
import { formatVnd } from '#kernel/money';
import { DAY_MS, formatDateTime, type Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Messages } from '../../platform/mail/messages.js';
import { isPaidOnline, ONLINE_HOLD_MINUTES } from '../payments/index.js';
import { OrderContacts, type OrderContact } from './order-contacts.js';
import type { OrderGroup } from './order-group.entity.js';
import { orderPlacedQueue } from './order-queues.js';
import { LOOKUP_TOKEN_DAYS, lookupToken, placementToken } from './order-access.js';

interface GroupFacts extends Pick<OrderGroup, 'id' | 'code' | 'contactSealed' | 'contactClear'> {
  totalVnd: number;
  orders: {
    code: string;
    seller: string;
    totalVnd: number;
    method: string;
    expiresAt: string | null;
    /** Goods of it wait for the scales. */
    waits: boolean;
  }[];
}

const GROUP_FACTS = `
  SELECT g.id, g.code, g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
    g.total_vnd::float8 AS "totalVnd",
    (SELECT json_agg(json_build_object('code', o.code, 'seller', s.name, 'totalVnd', o.total_vnd, 'method', p.method,
        'expiresAt', p.expires_at, 'waits', EXISTS (SELECT FROM order_lines l
          WHERE l.order_id = o.id AND l.kg_price_vnd IS NOT NULL AND l.weighed_grams IS NULL)) ORDER BY o.created_at, o.id)
      FROM orders o JOIN payments p ON p.payable_id = o.id JOIN shop_sellers s ON s.id = o.seller_id
      WHERE o.order_group_id = g.id) AS orders
  FROM order_groups g WHERE g.id = $1`;

/** What the floor writes to a buyer about a purchase. Each is safe to repeat: the same purchase, the same message id. */
@Injectable()
export class OrderMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly contacts: OrderContacts,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Confirms the purchase to the e-mail address, or without one to the phone; its shops are told by a job of their own. */
  async confirm(orderGroupId: string): Promise<void> {
    await this.transactions.run('worker', (tx) => this.jobs.enqueue(tx, orderPlacedQueue, { orderGroupId }));
    const { group, contact } = await this.read(orderGroupId);
    if (contact === null) return;
    const link = this.link(group.code, placementToken(orderGroupId, this.environment.sessionSecret));
    await this.messages.send({
      id: `order-confirmation-${group.code}`,
      to: { email: contact.email, phone: contact.phone },
      subject: `Đã nhận đơn đặt hàng ${group.code}`,
      text: confirmationText(group, contact, link),
    });
  }

  /** Sends a new link that opens the purchase for a week; the same request again is the same link again. */
  async sendLink(orderGroupId: string, lookupId: string): Promise<void> {
    const { group, contact } = await this.read(orderGroupId);
    if (contact === null) return;
    const token = lookupToken(lookupId, this.environment.sessionSecret);
    const now = this.clock.now();
    await this.transactions.run('worker', (tx) =>
      tx.query(
        `INSERT INTO order_access_tokens (token_hash, order_group_id, expires_at, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [hashSecret(token), orderGroupId, new Date(now.getTime() + LOOKUP_TOKEN_DAYS * DAY_MS), now],
      ),
    );
    await this.messages.send({
      id: `order-link-${group.code}-${lookupId}`,
      to: { email: contact.email, phone: contact.phone },
      subject: `Xem lại đơn đặt hàng ${group.code}`,
      text: `Chào ${contact.name},\n\nMở liên kết này để xem đơn ${group.code} (dùng được ${LOOKUP_TOKEN_DAYS} ngày):\n${this.link(group.code, token)}\n\nNếu không phải bạn yêu cầu, xin bỏ qua tin nhắn này.\n`,
    });
  }

  /** `contact` is null when the time for which orders are kept is over: then there is nobody to write to. */
  private async read(orderGroupId: string): Promise<{ group: GroupFacts; contact: OrderContact | null }> {
    return this.transactions.run('worker', async (tx) => {
      const [group] = await tx.query<GroupFacts[]>(GROUP_FACTS, [orderGroupId]);
      if (group === undefined) throw new Error(`No purchase ${orderGroupId}`);
      return { group, contact: await this.contacts.open(tx, group) };
    });
  }

  private link(code: string, token: string): string {
    return `${this.environment.publicUrl}/don-hang/${code}?token=${token}`;
  }
}

function howToPay({ method, expiresAt, waits }: GroupFacts['orders'][number]): string {
  if (isPaidOnline(method))
    return `${method === 'card' ? 'thanh toán bằng thẻ' : 'thanh toán bằng ví'} trên trang của đơn, trong ${ONLINE_HOLD_MINUTES} phút`;
  if (method !== 'bank_transfer') return 'trả tiền khi nhận hàng';
  if (expiresAt !== null) return `chuyển khoản cho người bán trước ${formatDateTime(new Date(expiresAt))}`;
  return waits ? 'chuyển khoản sau khi người bán cân hàng' : 'chuyển khoản cho người bán';
}

function confirmationText(group: GroupFacts, { name }: OrderContact, link: string): string {
  const byWeight = group.orders.some(({ waits }) => waits);
  const orders = group.orders.map((order) => {
    const most = order.waits ? 'nhiều nhất ' : '';
    return `- Đơn ${order.code}, ${order.seller}: ${most}${formatVnd(order.totalVnd)}, ${howToPay(order)}`;
  });
  return [
    `Chào ${name},`,
    '',
    `Sàn đã nhận đơn đặt hàng ${group.code}, tổng cộng ${byWeight ? 'nhiều nhất ' : ''}${formatVnd(group.totalVnd)}:`,
    ...orders,
    ...(byWeight
      ? [
          '',
          'Hàng bán theo cân: người bán cân khi đóng gói rồi sàn báo số tiền phải trả, chỉ giảm, không tăng.',
        ]
      : []),
    '',
    'Mỗi người bán gửi hàng của mình riêng. Xem từng đơn, mã QR chuyển khoản và bước tiếp theo tại:',
    link,
    '',
    'Sàn không giữ tiền của người mua: tiền chuyển khoản vào thẳng tài khoản của người bán.',
    '',
  ].join('\n');
}
