import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { englishBuyersDisputeNotice } from '../english/dispute-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import { ShopMessages } from '../events/shop-messages.js';
import { placementToken } from '../order-access.js';
import { OrderContacts } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import {
  buyersDisputeNotice,
  shopsDisputeNotice,
  type NoticedDispute,
  type NoticedNews,
} from './dispute-notice.js';
import type { DisputeNews } from './dispute-queues.js';

interface Found extends NoticedDispute, Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  disputeId: string;
  groupCode: string;
  sellerId: string;
  shopSlug: string;
  shopPhone: string;
}

interface Occasion {
  disputeId: string;
  news: NoticedNews;
  /** Of the messages: the same news, the same id. */
  key: string;
}

const FOUND = `
  SELECT d.id AS "disputeId", d.kind, d.outcome, d.outcome_vnd::float8 AS "outcomeVnd",
    d.first_reply_by::text AS "firstReplyBy", d.resolve_by::text AS "resolveBy", o.code AS "orderCode",
    g.id, g.code AS "groupCode", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
    o.seller_id AS "sellerId", s.name AS "shopName", s.slug AS "shopSlug", s.phone AS "shopPhone"
  FROM disputes d JOIN orders o ON o.id = d.order_id JOIN order_groups g ON g.id = o.order_group_id
  JOIN shop_sellers s ON s.id = o.seller_id WHERE d.id = $1`;

/** Tells both sides of a dispute what became of it. Safe to repeat: the same news, the same message id. */
@Injectable()
export class TellOfDisputes {
  constructor(
    private readonly transactions: Transactions,
    private readonly buyers: BuyerMessages,
    private readonly shops: ShopMessages,
    private readonly contacts: OrderContacts,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async run(told: DisputeNews): Promise<void> {
    const { found, contact, occasion } = await this.transactions.run('worker', async (tx) => {
      const occasionOf = await this.occasion(tx, told);
      const [dispute] = await tx.query<Found[]>(FOUND, [occasionOf.disputeId]);
      if (dispute === undefined) throw new Error(`No dispute ${occasionOf.disputeId}`);
      return {
        found: dispute,
        contact: await this.contacts.open(tx, dispute),
        occasion: occasionOf,
      };
    });
    const { publicUrl, sessionSecret } = this.environment;
    const { sellerId, shopPhone } = found;
    const path = `/kenh-nguoi-ban/${found.shopSlug}/khieu-nai/${found.disputeId}`;
    const forShop = shopsDisputeNotice(occasion.news, found, publicUrl + path);
    if (forShop !== null)
      await this.shops.send(
        { sellerId, phone: shopPhone, about: 'orders', path },
        { id: `${occasion.key}-shop`, ...forShop, short: smsText(forShop.short) },
      );
    if (contact === null) return;
    const token = placementToken(found.id, sessionSecret);
    const link = theirPage(publicUrl, contact, `/don-hang/${found.groupCode}?token=${token}`);
    const say = inTheirs(contact, buyersDisputeNotice, englishBuyersDisputeNotice);
    const forBuyer = say(occasion.news, found, link);
    if (forBuyer === null) return;
    const { email, phone } = contact;
    const message = { id: `${occasion.key}-buyer`, to: { email, phone }, ...forBuyer };
    await this.buyers.send({ id: found.id, code: found.groupCode }, contact, {
      ...message,
      short: smsText(forBuyer.short),
    });
  }

  private async occasion(tx: EntityManager, told: DisputeNews): Promise<Occasion> {
    if (told.of === 'overdue')
      return {
        disputeId: told.disputeId,
        news: { of: 'overdue' },
        key: `dispute-overdue-${told.disputeId}`,
      };
    const [row] =
      told.of === 'event'
        ? await tx.query<{ disputeId: string; to: string; by: string }[]>(
            `SELECT subject_id AS "disputeId", to_status AS to, actor_kind AS by FROM order_events WHERE id = $1`,
            [told.eventId],
          )
        : await tx.query<{ disputeId: string; to: string; by: string }[]>(
            `SELECT dispute_id AS "disputeId", '' AS to, author AS by FROM dispute_messages WHERE id = $1`,
            [told.messageId],
          );
    if (row === undefined) throw new Error(`Nothing to tell of: ${JSON.stringify(told)}`);
    const { disputeId, to, by } = row;
    return told.of === 'event'
      ? { disputeId, news: { of: 'status', to, by }, key: `dispute-event-${told.eventId}` }
      : { disputeId, news: { of: 'message', by }, key: `dispute-message-${told.messageId}` };
  }
}
