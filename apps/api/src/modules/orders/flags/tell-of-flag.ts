import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import { englishFlagNotice } from '../english/flag-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { placementToken } from '../order-access.js';
import { OrderContacts, type OrderContact } from '../order-contacts.js';
import { causeColumn, type FlagCause } from './flag-causes.sql.js';
import { flagNotice, type FlaggedGroup } from './flag-notice.js';

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
    const path = `/don-hang/${group.code}?token=${token}`;
    const link = theirPage(this.environment.publicUrl, contact, path);
    const say = inTheirs(contact, flagNotice, englishFlagNotice);
    const { short, ...words } = say(group, cause.reason, contact.name, link);
    await this.messages.send(group, contact, {
      id: `order-flag-${group.code}-${cause.id}`,
      to: { email: contact.email, phone: contact.phone },
      ...words,
      short: smsText(short),
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
