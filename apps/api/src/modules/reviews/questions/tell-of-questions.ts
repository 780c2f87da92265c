import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact } from '../../identity/index.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { ShopMessages } from '../../orders/index.js';
import type { HidingReason } from '../product-reviews/review-rules.js';
import { englishAnsweredNotice, englishHiddenQuestionNotice } from './english-question-notice.js';
import { answeredNotice, askedNotice, hiddenQuestionNotice } from './question-notice.js';
import { questionNewsQueue, type QuestionNews } from './question-queues.js';
import { TellOfAnswers } from './tell-of-answers.js';

interface Found {
  accountId: string | null;
  language: 'vi' | 'en';
  words: string;
  status: string;
  reason: HidingReason | null;
  hiddenWords: string | null;
  product: string;
  productSlug: string;
  sellerId: string;
  shopName: string;
  shopSlug: string;
  shopPhone: string;
}

const FOUND = `
  SELECT q.account_id AS "accountId", q.language, q.words, q.status, q.hidden_reason AS reason, q.hidden_words AS "hiddenWords",
    p.name AS product, p.slug AS "productSlug", s.id AS "sellerId", s.name AS "shopName", s.slug AS "shopSlug",
    s.phone AS "shopPhone"
  FROM product_questions q JOIN products p ON p.id = q.product_id JOIN sellers s ON s.id = q.seller_id WHERE q.id = $1`;

/** Tells a shop of a question, and whoever asked of what became of it. Safe to repeat: the same news, the same message id. */
@Injectable()
export class TellOfQuestions {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly messages: Messages,
    private readonly shops: ShopMessages,
    private readonly jobs: Jobs,
    private readonly answers: TellOfAnswers,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(questionNewsQueue, (news) =>
      news.of === 'answer_hidden' ? this.answers.run(news) : this.run(news),
    );
  }

  async run({ questionId, of }: QuestionNews): Promise<void> {
    const { found, to } = await this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<Found[]>(FOUND, [questionId]);
      if (row === undefined) throw new Error(`No question ${questionId}`);
      const { accountId } = row;
      if (of === 'asked' || accountId === null) return { found: row, to: null };
      const key = await this.dataKeys.find(tx, accountId);
      return { found: row, to: await accountContact(tx, accountId, key) };
    });
    const id = `question-${of}-${questionId}`;
    const { publicUrl } = this.environment;
    if (of === 'asked') {
      // An officer may have been faster.
      if (found.status !== 'shown') return;
      const path = `/kenh-nguoi-ban/${found.shopSlug}/hoi-dap`;
      const words = askedNotice(found, publicUrl + path);
      const shop = { sellerId: found.sellerId, phone: found.shopPhone, about: 'orders' as const, path };
      return this.shops.send(shop, { id, ...words, short: smsText(words.short) });
    }
    if (to === null) return;
    const link = theirPage(publicUrl, found, `/san-pham/${found.productSlug}#hoi-dap`);
    const { reason, hiddenWords } = found;
    if (of === 'hidden' && reason === null) return;
    const words =
      reason === null
        ? inTheirs(found, answeredNotice, englishAnsweredNotice)(found, link)
        : inTheirs(
            found,
            hiddenQuestionNotice,
            englishHiddenQuestionNotice,
          )({ ...found, reason, hiddenWords }, link);
    await this.messages.send({ id, to, ...words, short: smsText(words.short) });
  }
}
