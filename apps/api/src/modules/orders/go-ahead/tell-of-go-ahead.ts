import { Injectable, Inject } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { englishAskNotice } from '../english/go-ahead-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import type { NoticeWords } from '../events/buyer-notice.js';
import { NOTICED_ORDER, type NoticedOrder } from '../events/order-notice.sql.js';
import { OrderContacts } from '../order-contacts.js';
import { askNotice, givenNotice, overdueNotice } from './go-ahead-notice.js';
import type { GoAheadMessage } from './go-ahead-queues.js';
import { goAheadToken } from './go-ahead-token.js';
import { GO_AHEAD_ASKED } from './go-ahead.sql.js';

interface Addressed {
  to: { email?: string | null; phone?: string | null };
  words: NoticeWords;
}

/**
 * Asks the buyer for the word and reminds, and tells the shop. Safe to repeat: the same order and kind, the same message id.
 */
@Injectable()
export class TellOfGoAhead {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly contacts: OrderContacts,
    private readonly floor: FloorProfile,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async run(orderId: string, what: GoAheadMessage): Promise<void> {
    const found = await this.transactions.run('worker', (tx) => this.message(tx, orderId, what));
    if (found === null) return;
    const { order, to, words } = found;
    const { subject, text, short } = words;
    await this.messages.send({
      id: `go-ahead-${what}-${order.orderCode}`,
      to,
      subject,
      text,
      short: smsText(short),
    });
  }

  /** Null where there is nothing to say any more: the word came meanwhile, or the order is over. */
  private async message(
    tx: EntityManager,
    orderId: string,
    what: GoAheadMessage,
  ): Promise<(Addressed & { order: NoticedOrder }) | null> {
    const [order] = await tx.query<(NoticedOrder & { waits: boolean })[]>(
      `SELECT n.*, (SELECT ${GO_AHEAD_ASKED} FROM orders o WHERE o.id = $1) AS waits FROM (${NOTICED_ORDER}) n`,
      [orderId],
    );
    if (order === undefined) throw new Error(`No order ${orderId}`);
    const open = order.status === 'placed' || order.status === 'confirmed';
    if (!open || (what !== 'given' && !order.waits)) return null;
    const page = `${this.environment.publicUrl}/kenh-nguoi-ban/${order.shopSlug}/don-hang/${order.orderCode}`;
    const shop = { phone: order.shopPhone };
    if (what === 'given') return { order, to: shop, words: givenNotice(order, page) };
    if (what === 'overdue') {
      const hours = this.floor.orderTimers.goAheadHours;
      return { order, to: shop, words: overdueNotice(order, { hours, page }) };
    }
    const contact = await this.contacts.open(tx, order);
    if (contact === null) return null;
    const token = goAheadToken(order.orderId, this.environment.sessionSecret);
    const path = `/xac-nhan-don/${order.orderCode}?token=${token}`;
    const confirm = theirPage(this.environment.publicUrl, contact, path);
    const { name, email, phone } = contact;
    const words = inTheirs(
      contact,
      askNotice,
      englishAskNotice,
    )(order, { name, confirm, again: what === 'reminded' });
    return { order, to: { email, phone }, words };
  }
}
