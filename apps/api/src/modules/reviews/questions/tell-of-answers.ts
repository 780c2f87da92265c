import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { ShopMessages } from '../../orders/index.js';
import type { HidingReason } from '../product-reviews/review-rules.js';
import { hiddenAnswerNotice } from './question-notice.js';
import type { AnswerNews } from './question-queues.js';

interface Found {
  answer: string;
  reason: HidingReason | null;
  hiddenWords: string | null;
  version: number;
  product: string;
  sellerId: string;
  shopSlug: string;
  shopPhone: string;
}

const TABLES = { review: 'product_reviews', question: 'product_questions' } as const;
const PAGES = { review: 'danh-gia', question: 'hoi-dap' } as const;

/** Tells a shop that its answer was taken off the page. Safe to repeat: the same news, the same message id. */
@Injectable()
export class TellOfAnswers {
  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopMessages,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async run({ kind, id, version }: AnswerNews): Promise<void> {
    const found = await this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<Found[]>(
        `SELECT r.answer, r.answer_hidden_reason AS reason, r.answer_hidden_words AS "hiddenWords", r.answer_version AS version,
           p.name AS product, s.id AS "sellerId", s.slug AS "shopSlug", s.phone AS "shopPhone"
         FROM ${TABLES[kind]} r JOIN products p ON p.id = r.product_id JOIN sellers s ON s.id = r.seller_id
         WHERE r.id = $1 AND r.answer IS NOT NULL`,
        [id],
      );
      return row;
    });
    // It was changed or put back meanwhile.
    if (found === undefined || found.reason === null || found.version !== version) return;
    const path = `/kenh-nguoi-ban/${found.shopSlug}/${PAGES[kind]}`;
    const words = hiddenAnswerNotice(
      { ...found, reason: found.reason, kind },
      this.environment.publicUrl + path,
    );
    await this.shops.send(
      { sellerId: found.sellerId, phone: found.shopPhone, about: 'orders', path },
      { id: `answer-hidden-${id}-${version}`, ...words, short: smsText(words.short) },
    );
  }
}
