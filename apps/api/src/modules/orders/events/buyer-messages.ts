import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages, type Message } from '../../../platform/mail/messages.js';
import { PushNotices } from '../../identity/index.js';
import { theirPage } from '../../../platform/http/in-their-language.js';
import type { OrderContact } from '../order-contacts.js';

/**
 * Sends a message about a purchase to its buyer: by mail or telephone as they left it, and as a notice on the devices on
 * which they asked for it. The notice is the subject alone, which names the order and what happened.
 */
@Injectable()
export class BuyerMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly push: PushNotices,
  ) {}

  /** Safe to repeat: the same id is the same message and the same notice. */
  async send(group: { id: string; code: string }, contact: OrderContact, message: Message): Promise<void> {
    await this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<{ accountId: string | null }[]>(
        `SELECT account_id AS "accountId" FROM order_groups WHERE id = $1`,
        [group.id],
      );
      if (row?.accountId == null) return;
      const { id, subject: title } = message;
      const path = theirPage('', contact, `/don-hang/${group.code}`);
      await this.push.tell(tx, row.accountId, { id, title, path, urgent: false });
    });
    await this.messages.send(message);
  }
}
