import { Inject, Injectable } from '@nestjs/common';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { ShopMessages } from '../../orders/index.js';
import type { VisitContactDto } from './visit.dto.js';
import { englishVisitNotice } from './english-visit-notice.js';
import { visitNotice, type NoticedVisit } from './visit-notice.js';
import type { VisitStatus } from './visit-status.js';
import { visitToken } from './visit-token.js';

/** After a visit its shop no longer needs to know whom it was to call. */
const CONTACT_KEPT_DAYS = 30;

interface ToldVisit extends NoticedVisit {
  sellerId: string;
  slug: string;
  shopPhone: string;
  contact: string | null;
  language: 'vi' | 'en';
}

const FOUND = `
  SELECT v.seller_id AS "sellerId", s.name AS shop, s.phone AS "shopPhone", s.slug, t.name AS point, v.day::text AS day,
    v.people, v.answer, v.contact_sealed AS contact, v.language
  FROM visit_requests v JOIN sellers s ON s.id = v.seller_id JOIN tourism_points t ON t.id = v.tourism_point_id
  WHERE v.id = $1`;

/** Tells the shop what is asked of it, and whoever asked what the shop says; forgets afterwards whom it was about. */
@Injectable()
export class TellOfVisits {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly shops: ShopMessages,
    private readonly dataKeys: DataKeys,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat: the same move is the same message. */
  async send(visitId: string, status: VisitStatus): Promise<void> {
    const { visit, phone } = await this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<ToldVisit[]>(FOUND, [visitId]);
      if (row === undefined) throw new Error(`No visit ${visitId}`);
      const key = row.contact === null ? null : await this.dataKeys.find(tx, row.sellerId);
      const text = row.contact === null ? null : (key?.open(row.contact, 'visit_requests.contact') ?? null);
      return { visit: row, phone: text === null ? null : (JSON.parse(text) as VisitContactDto).phone };
    });
    const id = `visit-${visitId}-${status}`;
    const { publicUrl, sessionSecret } = this.environment;
    if (status === 'requested' || status === 'withdrawn') {
      const path = `/kenh-nguoi-ban/${visit.slug}/hen-ghe-tham`;
      const words = visitNotice(visit, status, publicUrl + path);
      const shop = { sellerId: visit.sellerId, phone: visit.shopPhone, about: 'orders' as const, path };
      await this.shops.send(shop, { id, ...words, short: smsText(words.short) });
    }
    if (phone === null || status === 'withdrawn') return;
    const link = theirPage(
      publicUrl,
      visit,
      `/hen-ghe-tham/${visitId}?token=${visitToken(visitId, sessionSecret)}`,
    );
    const news = status === 'requested' ? 'asked' : status;
    const words = inTheirs(visit, visitNotice, englishVisitNotice)(visit, news, link);
    await this.messages.send({
      id: `visit-${visitId}-${news}`,
      to: { phone },
      ...words,
      short: smsText(words.short),
    });
  }

  /** Whom visits were about that are long over. How many. Safe to repeat. */
  async forget(): Promise<number> {
    const now = this.clock.now();
    const rows = await this.transactions.run('worker', (tx) =>
      changedRows(
        tx,
        `UPDATE visit_requests SET contact_sealed = NULL, phone_hash = NULL, updated_at = $2
         WHERE contact_sealed IS NOT NULL AND day < $1 RETURNING id`,
        [addDays(vietnamDay(now), -CONTACT_KEPT_DAYS), now],
      ),
    );
    return rows.length;
  }
}
