import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { acceptanceToken } from '../confirming/acceptance-token.js';
import { ShopMessages } from '../events/shop-messages.js';
import { depositNotice, paidInAdvanceNotice, refundDueNotice, type ShopMoney } from './shop-money-notice.js';

interface Found extends ShopMoney {
  orderId: string;
  status: string;
  outcome: string;
  sellerId: string;
  shopSlug: string;
  shopPhone: string;
}

/** Of receipt $1, unless the shop itself said that the money came. */
const FOUND = `
  SELECT o.id AS "orderId", o.code AS "orderCode", o.status, r.outcome, o.seller_id AS "sellerId", s.slug AS "shopSlug",
    s.phone AS "shopPhone", p.amount_vnd::float8 AS "amountVnd",
    (p.amount_vnd - p.received_vnd + p.refunds_vnd)::float8 AS "doorVnd", coalesce(f.amount_vnd, 0)::float8 AS "refundVnd",
    f.due_on::text AS "dueOn"
  FROM payment_receipts r JOIN payments p ON p.id = r.payment_id JOIN orders o ON o.id = p.payable_id
  JOIN sellers s ON s.id = o.seller_id
  LEFT JOIN refunds f ON f.payment_id = p.id AND f.idempotency_key = r.id::text AND f.status = 'owed'
  WHERE r.id = $1 AND r.source NOT IN ('seller', 'cash')`;

/** Tells a shop of money on its account that somebody else told of: that it may send, or has to give back. */
@Injectable()
export class TellShopOfMoney {
  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopMessages,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Safe to repeat: the same receipt, the same message ids. */
  async received(receiptId: string): Promise<void> {
    const [found] = await this.transactions.run('worker', (tx) => tx.query<Found[]>(FOUND, [receiptId]));
    if (found === undefined) return;
    const { orderId, orderCode, status, outcome, sellerId, shopSlug, shopPhone: phone } = found;
    const { publicUrl, sessionSecret } = this.environment;
    const area = `/kenh-nguoi-ban/${shopSlug}`;
    if (['settled', 'over', 'late', 'deposit'].includes(outcome) && status === 'placed') {
      const accept = `${publicUrl}/nhan-don/${orderCode}?token=${acceptanceToken(orderId, sessionSecret)}`;
      const path = `${area}/don-hang/${orderCode}`;
      const links = { accept, page: publicUrl + path };
      const notice = found.doorVnd > 0 ? depositNotice(found, links) : paidInAdvanceNotice(found, links);
      const { short, ...words } = notice;
      await this.shops.send(
        { sellerId, phone, about: 'orders', path },
        { id: `shop-paid-${receiptId}`, ...words, short: smsText(short) },
      );
    }
    if (found.dueOn !== null) {
      const path = `${area}/tien`;
      const { short, ...words } = refundDueNotice({ ...found, dueOn: found.dueOn }, publicUrl + path);
      await this.shops.send(
        { sellerId, phone, about: 'money', path },
        { id: `shop-owes-${receiptId}`, ...words, short: smsText(short) },
      );
    }
  }
}
