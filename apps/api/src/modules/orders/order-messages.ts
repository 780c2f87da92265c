import { Inject, Injectable } from '@nestjs/common';
import { hashSecret } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Messages } from '../../platform/mail/messages.js';
import { smsText } from '../../platform/mail/sms-text.js';
import { OrderContacts, type OrderContact } from './order-contacts.js';
import { inTheirs, theirPage } from '../../platform/http/in-their-language.js';
import { englishLinkNotice, englishPlacedNotice } from './english/placed-notice.js';
import { linkNotice, placedNotice, type PlacedGroup } from './placed-notice.js';
import { goAheadQueue } from './go-ahead/go-ahead-queues.js';
import { orderPlacedQueue } from './order-queues.js';
import { LOOKUP_TOKEN_DAYS, lookupToken, placementToken } from './order-access.js';

const GROUP_FACTS = `
  SELECT g.id, g.code, g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
    g.total_vnd::float8 AS "totalVnd",
    (SELECT json_agg(json_build_object('code', o.code, 'seller', s.name, 'totalVnd', o.total_vnd, 'method', p.method,
        'depositVnd', p.deposit_vnd,
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

  /**
   * Confirms the purchase to the e-mail address, or without one to the phone; its shops are told, and the word that is
   * waited for is asked, by jobs of their own.
   */
  async confirm(orderGroupId: string): Promise<void> {
    await this.transactions.run('worker', async (tx) => {
      await this.jobs.enqueue(tx, orderPlacedQueue, { orderGroupId });
      const asked = await tx.query<{ orderId: string }[]>(
        `SELECT a.order_id AS "orderId" FROM go_aheads a JOIN orders o ON o.id = a.order_id
         WHERE o.order_group_id = $1 ORDER BY o.id`,
        [orderGroupId],
      );
      for (const { orderId } of asked) await this.jobs.enqueue(tx, goAheadQueue, { orderId, what: 'asked' });
    });
    const { group, contact } = await this.read(orderGroupId);
    if (contact === null) return;
    const token = placementToken(orderGroupId, this.environment.sessionSecret);
    const say = inTheirs(contact, placedNotice, englishPlacedNotice);
    const { short, ...words } = say(group, contact.name, this.link(contact, group.code, token));
    await this.messages.send({
      id: `order-confirmation-${group.code}`,
      to: { email: contact.email, phone: contact.phone },
      ...words,
      short: smsText(short),
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
    const say = inTheirs(contact, linkNotice, englishLinkNotice);
    const { short, ...words } = say(group.code, contact.name, this.link(contact, group.code, token));
    await this.messages.send({
      id: `order-link-${group.code}-${lookupId}`,
      to: { email: contact.email, phone: contact.phone },
      ...words,
      short: smsText(short),
    });
  }

  /** `contact` is null when the time for which orders are kept is over: then there is nobody to write to. */
  private async read(orderGroupId: string): Promise<{ group: PlacedGroup; contact: OrderContact | null }> {
    return this.transactions.run('worker', async (tx) => {
      const [group] = await tx.query<PlacedGroup[]>(GROUP_FACTS, [orderGroupId]);
      if (group === undefined) throw new Error(`No purchase ${orderGroupId}`);
      return { group, contact: await this.contacts.open(tx, group) };
    });
  }

  private link(contact: OrderContact, code: string, token: string): string {
    return theirPage(this.environment.publicUrl, contact, `/don-hang/${code}?token=${token}`);
  }
}
