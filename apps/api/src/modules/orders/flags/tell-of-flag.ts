import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import { placementToken } from '../order-access.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import { causeColumn, type FlagCause, type FlagReason } from './flag-causes.sql.js';

interface FlaggedGroup extends Pick<OrderGroup, 'id' | 'code' | 'contactSealed' | 'contactClear'> {
  /** What is flagged in it and was not told yet; null where there is nothing (any more). */
  lines: { orderCode: string; productName: string; shopName: string; shopPhone: string }[] | null;
}

/** Tells a buyer that goods of theirs left the floor, and what they may do. Once a purchase and cause. */
@Injectable()
export class TellOfFlag {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: BuyerMessages,
    private readonly contacts: OrderContacts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Safe to repeat: what was told is not told again, and a message cut off half-way has the same id. */
  async run({ orderGroupId, ...cause }: FlagCause & { orderGroupId: string }): Promise<void> {
    const found = await this.read(orderGroupId, cause);
    if (found === null) return;
    const { group, contact } = found;
    const token = placementToken(group.id, this.environment.sessionSecret);
    const link = `${this.environment.publicUrl}/don-hang/${group.code}?token=${token}`;
    await this.messages.send(group, {
      id: `order-flag-${group.code}-${cause.id}`,
      to: { email: contact.email, phone: contact.phone },
      subject: `Đơn đặt hàng ${group.code}: ${happened[cause.reason].short}`,
      text: noticeText(group, contact, cause.reason, link),
      short: smsText(`Đơn ${group.code}: ${happened[cause.reason].short}. Xem và hủy đơn: ${link}`),
    });
    await this.transactions.run('worker', (tx) =>
      tx.query(
        `UPDATE order_line_flags SET told_at = $3, updated_at = $3 WHERE told_at IS NULL
         AND ${causeColumn[cause.reason]} = $2 AND order_line_id IN (SELECT l.id FROM order_lines l
           JOIN orders o ON o.id = l.order_id WHERE o.order_group_id = $1)`,
        [orderGroupId, cause.id, this.clock.now()],
      ),
    );
  }

  /** Null when there is nothing to tell, or nobody: the time for which orders are kept is over. */
  private read(
    orderGroupId: string,
    { reason, id }: FlagCause,
  ): Promise<{ group: FlaggedGroup; contact: OrderContact } | null> {
    return this.transactions.run('worker', async (tx) => {
      const [group] = await tx.query<FlaggedGroup[]>(
        `SELECT g.id, g.code, g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
           (SELECT json_agg(json_build_object('orderCode', o.code, 'productName', l.product_name, 'shopName', s.name,
               'shopPhone', s.phone) ORDER BY l.id)
             FROM order_line_flags f JOIN order_lines l ON l.id = f.order_line_id JOIN orders o ON o.id = l.order_id
             JOIN shop_sellers s ON s.id = o.seller_id
             WHERE o.order_group_id = g.id AND f.${causeColumn[reason]} = $2 AND f.told_at IS NULL
               AND f.lifted_at IS NULL AND o.status IN ('placed', 'confirmed')) AS lines
         FROM order_groups g WHERE g.id = $1`,
        [orderGroupId, id],
      );
      if (group === undefined || group.lines === null) return null;
      const contact = await this.contacts.open(tx, group);
      return contact === null ? null : { group, contact };
    });
  }
}

const happened: Readonly<Record<FlagReason, { short: string; long: string }>> = {
  certificate_revoked: {
    short: 'có hàng vừa bị thu hồi giấy chứng nhận OCOP',
    long: 'Giấy chứng nhận OCOP của hàng dưới đây vừa bị cơ quan có thẩm quyền thu hồi, nên sàn ngừng bán:',
  },
  taken_down: {
    short: 'có hàng vừa bị gỡ theo yêu cầu của cơ quan chức năng',
    long: 'Hàng dưới đây vừa được gỡ khỏi sàn theo yêu cầu của cơ quan chức năng:',
  },
  shop_suspended: {
    short: 'gian hàng vừa tạm ngưng theo yêu cầu của cơ quan chức năng',
    long: 'Gian hàng bán hàng dưới đây vừa tạm ngưng theo yêu cầu của cơ quan chức năng:',
  },
};

function noticeText(group: FlaggedGroup, { name }: OrderContact, reason: FlagReason, link: string): string {
  const lines = group.lines ?? [];
  const shops = new Map(lines.map(({ shopName, shopPhone }) => [shopName, shopPhone]));
  return [
    `Chào ${name},`,
    '',
    `Về lần đặt hàng ${group.code} của bạn. ${happened[reason].long}`,
    ...lines.map(
      ({ productName, orderCode, shopName }) => `- ${productName} (đơn ${orderCode}, ${shopName})`,
    ),
    '',
    'Bạn có thể:',
    `- Hủy đơn nếu người bán chưa xác nhận và bạn chưa trả tiền, tại: ${link}`,
    ...[...shops].map(
      ([shop, phone]) =>
        `- Đơn đã xác nhận hoặc đã trả tiền: gọi ${shop}, ${phone}, để dừng giao và nhận lại tiền.`,
    ),
    '- Đã nhận hàng: nên tạm dừng sử dụng, giữ lại bao bì và hỏi người bán.',
    '',
    ...(reason === 'shop_suspended' ? ['Nếu vẫn muốn nhận hàng, bạn không cần làm gì.', ''] : []),
  ].join('\n');
}
