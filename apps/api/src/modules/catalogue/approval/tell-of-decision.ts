import { Inject, Injectable } from '@nestjs/common';
import { normalizePhone } from '#kernel/phone';
import { truncate } from '#kernel/text';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { listedSql } from '../shop/product-card.sql.js';
import type { ToldDecision } from './decision-queue.js';
import { returnReasons } from './return-reasons.js';

/** As much of a name, of all reasons together and of an address as leaves an SMS in two parts. */
const [NAME_LENGTH, REASONS_LENGTH, PAGE_LENGTH] = [40, 80, 110];

interface Facts {
  productId: string;
  slug: string;
  name: string;
  status: string;
  decidedAt: Date;
  reasons: string[];
  words: string;
  shop: string;
  phone: string;
  listed: boolean;
}

const FACTS = `
  SELECT p.id AS "productId", p.slug, c.content ->> 'name' AS name, c.status, c.decided_at AS "decidedAt", c.reasons, c.words,
    s.slug AS shop, s.phone, EXISTS (SELECT FROM listings l WHERE l.product_id = p.id AND ${listedSql('l', '$2::date')}) AS listed
  FROM product_changes c JOIN products p ON p.id = c.product_id JOIN sellers s ON s.id = c.seller_id WHERE c.id = $1`;

/** Writes to a shop that its product is on the floor, or came back and why. To a basic telephone it is an SMS of two parts. */
@Injectable()
export class TellOfDecision {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Safe to repeat: one decision is one message id. What the shop has sent again since needs no word any more. */
  async run({ changeId, outcome, decidedAt }: ToldDecision): Promise<void> {
    const today = vietnamDay(this.clock.now());
    const [facts] = await this.transactions.run('worker', (tx) =>
      tx.query<Facts[]>(FACTS, [changeId, today]),
    );
    if (facts === undefined || facts.status !== outcome) return;
    if (facts.decidedAt.toISOString() !== decidedAt) return;
    const phone = normalizePhone(facts.phone);
    if (phone === null) return;
    const { subject, text, short } = outcome === 'published' ? this.published(facts) : this.returned(facts);
    await this.messages.send({
      id: `listing-${outcome}-${changeId}-${Date.parse(decidedAt).toString(36)}`,
      to: { phone },
      subject,
      text,
      short: smsText(short),
    });
  }

  private published({ name, slug, listed }: Facts): Said {
    const { floorName } = this.floor.province;
    const said = `${floorName}: sản phẩm “${truncate(name, NAME_LENGTH)}” đã được duyệt đăng.`;
    const page = `Xem tại ${this.environment.publicUrl}/san-pham/${slug}`;
    const next = listed
      ? ''
      : ' Sản phẩm bán được khi có giấy chứng nhận OCOP còn hiệu lực gắn trên sàn và gian hàng đang mở.';
    return {
      subject: `Đã duyệt đăng: ${name}`,
      text: `${said}${next}\n\n${page}\n`,
      // Of a product that is not listed there is no page yet.
      short: listed && page.length <= PAGE_LENGTH ? `${said} ${page}` : `${said}${next}`,
    };
  }

  private returned({ name, shop, productId, reasons, words }: Facts): Said {
    const { floorName } = this.floor.province;
    const because = reasons.map((code) => returnReasons.find((known) => known.code === code)?.name ?? code);
    const said = `${floorName}: sản phẩm “${truncate(name, NAME_LENGTH)}” được trả lại để sửa`;
    const door = `${this.environment.publicUrl}/kenh-nguoi-ban/${shop}/san-pham`;
    const sentence = truncate(because.join('; '), REASONS_LENGTH);
    return {
      subject: `Cần sửa lại: ${name}`,
      text: [
        `${said}.`,
        '',
        ...because.map((reason) => `- ${reason}`),
        '',
        `Cán bộ ghi: ${words}`,
        '',
        `Sửa rồi gửi lại tại ${door}/${productId}`,
        '',
      ].join('\n'),
      short: `${said}: ${sentence}. Sửa rồi gửi lại tại ${door}`,
    };
  }
}

interface Said {
  subject: string;
  text: string;
  short: string;
}
