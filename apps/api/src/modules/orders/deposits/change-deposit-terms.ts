import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { SellerTransactions } from '../../sellers/index.js';
import type { ChangeDepositTermsDto, DepositTermsAnswer } from './deposit-terms.dto.js';

/** Of shop $1, as one row; a shop that never said anything has version 0 and asks nothing. */
const readTerms: Statement = {
  name: 'orders-deposit-terms',
  text: `
    SELECT coalesce(d.version, 0) AS version, d.from_vnd::float8 AS "fromVnd", d.percent,
      coalesce(d.above_limit, false) AS "aboveLimit", s.accepts_cod AND s.accepts_bank_transfer AS possible
    FROM sellers s LEFT JOIN seller_deposits d ON d.seller_id = s.id WHERE s.id = $1`,
};

/** $1 shop, $2 the version that was read, $3 from which amount, $4 per cent, $5 above limits, $6 the instant. */
const writeTerms: Statement = {
  name: 'orders-write-deposit-terms',
  text: `
    INSERT INTO seller_deposits AS d (seller_id, version, from_vnd, percent, above_limit, created_at, updated_at)
    SELECT $1, 1, $3, $4, $5, $6, $6
    WHERE $2::integer = 0 OR EXISTS (SELECT FROM seller_deposits WHERE seller_id = $1)
    ON CONFLICT (seller_id) DO UPDATE SET version = d.version + 1, from_vnd = excluded.from_vnd,
      percent = excluded.percent, above_limit = excluded.above_limit, updated_at = excluded.updated_at
    WHERE d.version = $2::integer RETURNING version`,
};

/** What a shop asks ahead of orders to be paid on delivery. Quotes follow; placed orders stay as agreed. */
@Injectable()
export class ChangeDepositTerms {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  read(principal: Principal, slug: string): Promise<DepositTermsAnswer> {
    return this.sellers.run(principal, slug, 'money', (tx, { sellerId }) => termsOf(tx, sellerId));
  }

  /** @throws Problem not_found, not_allowed, validation_failed, stale_version (somebody changed it since) */
  run(principal: Principal, slug: string, wish: ChangeDepositTermsDto): Promise<DepositTermsAnswer> {
    if ((wish.fromVnd === null) !== (wish.percent === null))
      throw fieldProblem(
        wish.fromVnd === null ? 'fromVnd' : 'percent',
        'required',
        'Mức tiền và phần trăm phải đi cùng nhau',
        'Amount and per cent belong together',
      );
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const before = await termsOf(tx, sellerId);
      const { version, fromVnd, percent, aboveLimit } = wish;
      const values = [sellerId, version, fromVnd, percent, aboveLimit, now];
      if ((await runStatement(tx, writeTerms, values)).length === 0) throw new Problem('stale_version');
      const after = await termsOf(tx, sellerId);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'deposits.changed',
          subjectType: 'seller',
          subjectId: sellerId,
          before: factsOf(before),
          after: factsOf(after),
        },
      ]);
      return after;
    });
  }
}

async function termsOf(tx: EntityManager, sellerId: string): Promise<DepositTermsAnswer> {
  const [terms] = await runStatement<DepositTermsAnswer>(tx, readTerms, [sellerId]);
  if (terms === undefined) throw new Error(`No shop ${sellerId}`);
  return terms;
}

const factsOf = ({ fromVnd, percent, aboveLimit }: DepositTermsAnswer): object => ({
  fromVnd,
  percent,
  aboveLimit,
});
