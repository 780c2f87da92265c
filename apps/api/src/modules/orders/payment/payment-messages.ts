import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import type { NoticeWords } from '../events/buyer-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { englishReceiptNotice, englishRefundNotice } from '../english/payment-notice.js';
import { placementToken } from '../order-access.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import { receiptNotice, refundNotice } from './payment-notice.js';
import { receiptFacts, refundFacts, type ReceiptFacts, type RefundFacts } from './payment-messages.sql.js';

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
    await this.send(`payment-${event}-${receiptId}`, found, (to) =>
      inTheirs(found.contact, receiptNotice, englishReceiptNotice)(found.facts, to),
    );
  }

  /** That money has to go back to them, or that the shop sent it. */
  async refund(refundId: string, status: 'owed' | 'sent'): Promise<void> {
    const found = await this.read<RefundFacts>(refundFacts, refundId);
    if (found === null) return;
    await this.send(`refund-${status}-${refundId}`, found, (to) =>
      inTheirs(found.contact, refundNotice, englishRefundNotice)(found.facts, status, to),
    );
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
    wordsFor: (to: { name: string; link: string }) => NoticeWords,
  ): Promise<void> {
    const token = placementToken(facts.id, this.environment.sessionSecret);
    const path = `/don-hang/${facts.groupCode}?token=${token}`;
    const link = theirPage(this.environment.publicUrl, contact, path);
    const { name, email, phone } = contact;
    const { short, ...words } = wordsFor({ name, link });
    const message = { id, to: { email, phone }, ...words, short: smsText(short) };
    await this.messages.send({ id: facts.id, code: facts.groupCode }, contact, message);
  }
}
