import { Inject, Injectable } from '@nestjs/common';
import { formatVnd } from '#kernel/money';
import { formatDateTime, formatDay } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import { placementToken } from '../order-access.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import { receiptFacts, refundFacts, type ReceiptFacts, type RefundFacts } from './payment-messages.sql.js';

/** What somebody is told: a line for the subject and a short message, and the sentences of a letter. */
interface Told {
  subject: string;
  sentences: string[];
}

/** What a buyer is told of money that came in or goes back. Each is safe to repeat: the same event, the same message id. */
@Injectable()
export class PaymentMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: BuyerMessages,
    private readonly contacts: OrderContacts,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** What the money of a receipt did to the order. */
  async received(receiptId: string): Promise<void> {
    const found = await this.read<ReceiptFacts>(receiptFacts, receiptId);
    if (found === null) return;
    // Whoever was told that it came is told again, by a message of its own.
    const event = found.facts.outcome === 'withdrawn' ? 'withdrawn' : 'receipt';
    await this.send(`payment-${event}-${receiptId}`, found, aboutReceipt(found.facts));
  }

  /** That money has to go back to them, or that the shop sent it. */
  async refund(refundId: string, status: 'owed' | 'sent'): Promise<void> {
    const found = await this.read<RefundFacts>(refundFacts, refundId);
    if (found === null) return;
    await this.send(`refund-${status}-${refundId}`, found, aboutRefund(found.facts, status));
  }

  /** Null when the time for which orders are kept is over: then there is nobody to write to. */
  private async read<Facts extends ReceiptFacts | RefundFacts>(
    statement: string,
    id: string,
  ): Promise<{ facts: Facts; contact: OrderContact } | null> {
    return this.transactions.run('worker', async (tx: EntityManager) => {
      const [facts] = await tx.query<Facts[]>(statement, [id]);
      if (facts === undefined) throw new Error(`Nothing is known of ${id}`);
      const contact = await this.contacts.open(tx, facts);
      return contact === null ? null : { facts, contact };
    });
  }

  private async send(
    id: string,
    { facts, contact }: { facts: ReceiptFacts | RefundFacts; contact: OrderContact },
    { subject, sentences }: Told,
  ): Promise<void> {
    const token = placementToken(facts.id, this.environment.sessionSecret);
    const link = `${this.environment.publicUrl}/don-hang/${facts.groupCode}?token=${token}`;
    await this.messages.send(
      { id: facts.id, code: facts.groupCode },
      {
        id,
        to: { email: contact.email, phone: contact.phone },
        subject,
        text: [
          `Chào ${contact.name},`,
          '',
          ...sentences,
          '',
          `Muốn hỏi người bán: ${facts.shopPhone}. Xem đơn: ${link}`,
          '',
        ].join('\n'),
        short: smsText(`${subject}. ${link}`),
      },
    );
  }
}

function aboutReceipt(facts: ReceiptFacts): Told {
  const { orderCode, shopName } = facts;
  const amount = formatVnd(facts.amountVnd);
  const came = `${shopName} đã nhận ${amount} cho đơn ${orderCode}.`;
  switch (facts.outcome) {
    case 'early':
      return {
        subject: `Đơn ${orderCode}: đã nhận ${amount}, hàng chưa cân`,
        sentences: [came, 'Cân hàng xong, sàn báo bạn số tiền phải trả và phần thừa hoặc thiếu, nếu có.'],
      };
    case 'under': {
      const missing = formatVnd(facts.owedVnd - facts.netVnd);
      const until = facts.expiresAt === null ? '' : ` trước ${formatDateTime(facts.expiresAt)}`;
      return {
        subject: `Đơn ${orderCode}: đã nhận ${amount}, còn thiếu ${missing}`,
        sentences: [
          came,
          `Còn thiếu ${missing}. Mời bạn chuyển nốt${until}, bằng mã QR mới ở trang đơn hàng.`,
        ],
      };
    }
    case 'withdrawn': {
      const until = facts.expiresAt === null ? '' : ` trước ${formatDateTime(facts.expiresAt)}`;
      const open = facts.owedVnd > facts.netVnd;
      return {
        subject: `Đơn ${orderCode}: người bán báo nhầm, chưa nhận được ${amount}`,
        sentences: [
          `${shopName} đã báo nhầm là nhận ${amount} cho đơn ${orderCode}; thật ra tiền chưa về tài khoản của họ.`,
          open
            ? `Nếu bạn chưa chuyển, mời bạn chuyển${until}, bằng mã QR ở trang đơn hàng.`
            : 'Đơn vẫn đủ tiền, bạn không phải trả thêm.',
          'Nếu bạn đã chuyển, mời bạn gọi ngay cho người bán và giữ biên lai chuyển khoản.',
        ],
      };
    }
    case 'late':
      return {
        subject: `Đơn ${orderCode}: tiền đến muộn, hàng vẫn còn, đơn được giữ`,
        sentences: [
          came,
          'Tiền đến sau giờ hẹn nhưng hàng vẫn còn, nên đơn của bạn được tiếp tục.',
          ...goesBack(facts),
        ],
      };
    case 'too_late':
      return {
        subject: `Đơn ${orderCode}: tiền đến khi đơn đã hủy, người bán trả lại ${formatVnd(facts.refundVnd)}`,
        sentences: [came, 'Tiền đến khi đơn đã hủy và không giữ được hàng nữa.', ...goesBack(facts)],
      };
    case 'double':
      return {
        subject: `Đơn ${orderCode}: đã trả đủ từ trước, người bán trả lại ${formatVnd(facts.refundVnd)}`,
        sentences: [came, 'Đơn này đã được trả đủ tiền từ trước.', ...goesBack(facts)],
      };
    default:
      return {
        subject: `Đơn ${orderCode}: người bán đã nhận đủ tiền`,
        sentences: [came, 'Đơn đã được trả đủ và hàng được giữ cho bạn.', ...goesBack(facts)],
      };
  }
}

function goesBack({ refundVnd, dueOn, shopName }: ReceiptFacts): string[] {
  if (dueOn === null) return [];
  return [`${shopName} phải trả lại bạn ${formatVnd(refundVnd)}, chậm nhất ngày ${formatDay(dueOn)}.`];
}

function aboutRefund(
  { orderCode, shopName, amountVnd, dueOn, reference }: RefundFacts,
  status: 'owed' | 'sent',
): Told {
  const amount = formatVnd(amountVnd);
  if (status === 'owed')
    return {
      subject: `Đơn ${orderCode}: người bán phải trả lại bạn ${amount}`,
      sentences: [
        `${shopName} phải trả lại bạn ${amount} của đơn ${orderCode}, chậm nhất ngày ${formatDay(dueOn)}.`,
      ],
    };
  return {
    subject: `Đơn ${orderCode}: người bán đã trả lại ${amount}`,
    sentences: [
      `${shopName} báo đã chuyển trả bạn ${amount} của đơn ${orderCode}.`,
      ...(reference === null ? [] : [`Mã giao dịch: ${reference}.`]),
      'Chưa thấy tiền về, mời bạn gọi người bán hoặc sàn.',
    ],
  };
}
