import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { BuyerMessages, OrderContacts, placementToken, type OrderContact } from '../../orders/index.js';
import { englishHiddenNotice, englishInvitationNotice } from './english-review-notice.js';
import { hiddenNotice, invitationNotice, type ReviewWords } from './review-notice.js';
import type { ReviewNews } from './review-queues.js';
import type { HidingReason } from './review-rules.js';
import { editableUntil } from './review-windows.js';

type Contacted = Parameters<OrderContacts['open']>[1] & { groupCode: string };

interface HiddenReview extends Contacted {
  orderCode: string;
  product: string;
  reason: HidingReason | null;
  words: string | null;
  version: number;
  writtenAt: Date;
}

interface Invited extends Contacted {
  products: string[];
}

const GROUP = `g.id, g.code AS "groupCode", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear"`;

/** Tells buyers of their reviews, and invites them to write one. Safe to repeat: the same news, the same message id. */
@Injectable()
export class TellOfReviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: OrderContacts,
    private readonly buyers: BuyerMessages,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async run(news: ReviewNews): Promise<void> {
    const found = await this.transactions.run('worker', (tx) =>
      news.of === 'hidden' ? this.hidden(tx, news) : this.invited(tx, news.orderGroupId),
    );
    if (found === null) return;
    const { group, contact, words } = found;
    const { email, phone } = contact;
    const id =
      news.of === 'hidden'
        ? `review-hidden-${news.reviewId}-${news.version}`
        : `review-invitation-${news.orderGroupId}`;
    await this.buyers.send(group, contact, {
      id,
      to: { email, phone },
      ...words,
      short: smsText(words.short),
    });
  }

  /** Null where it was changed or put back meanwhile, or nobody is there to tell. */
  private async hidden(
    tx: EntityManager,
    { reviewId, version }: { reviewId: string; version: number },
  ): Promise<Told | null> {
    const [review] = await tx.query<HiddenReview[]>(
      `SELECT ${GROUP}, o.code AS "orderCode", l.product_name AS product, r.hidden_reason AS reason,
         r.hidden_words AS words, r.version, r.written_at AS "writtenAt"
       FROM product_reviews r JOIN order_lines l ON l.id = r.order_line_id JOIN orders o ON o.id = r.order_id
       JOIN order_groups g ON g.id = o.order_group_id WHERE r.id = $1`,
      [reviewId],
    );
    if (review === undefined || review.reason === null || review.version !== version) return null;
    const { reason, orderCode, writtenAt } = review;
    const mayEdit = this.clock.now() < editableUntil(writtenAt, this.floor.orderTimers);
    return this.told(tx, review, (contact) =>
      inTheirs(
        contact,
        hiddenNotice,
        englishHiddenNotice,
      )({ ...review, reason, mayEdit }, this.link(review, contact, orderCode)),
    );
  }

  private async invited(tx: EntityManager, orderGroupId: string): Promise<Told | null> {
    const [invited] = await tx.query<Invited[]>(
      `SELECT ${GROUP}, (SELECT json_agg(l.product_name ORDER BY l.id) FROM orders o JOIN order_lines l ON l.order_id = o.id
         WHERE o.order_group_id = g.id AND o.status = 'completed') AS products
       FROM order_groups g WHERE g.id = $1`,
      [orderGroupId],
    );
    if (invited === undefined) return null;
    return this.told(tx, invited, (contact) =>
      inTheirs(
        contact,
        invitationNotice,
        englishInvitationNotice,
      )({ ...invited, name: contact.name }, this.link(invited, contact, null)),
    );
  }

  private async told(
    tx: EntityManager,
    group: Contacted,
    say: (contact: OrderContact) => ReviewWords,
  ): Promise<Told | null> {
    const contact = await this.contacts.open(tx, group);
    if (contact === null) return null;
    return { group: { id: group.id, code: group.groupCode }, contact, words: say(contact) };
  }

  /** The page of the purchase, which leads to its reviews: it alone takes the token of the link. */
  private link({ id, groupCode }: Contacted, contact: OrderContact, orderCode: string | null): string {
    const { publicUrl, sessionSecret } = this.environment;
    const place = orderCode === null ? '' : `#${orderCode}`;
    const path = `/don-hang/${groupCode}?token=${placementToken(id, sessionSecret)}${place}`;
    return theirPage(publicUrl, contact, path);
  }
}

interface Told {
  group: { id: string; code: string };
  contact: OrderContact;
  words: ReviewWords;
}
