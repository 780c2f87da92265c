import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import { cooperativeAudit } from './cooperative-audit.js';
import { holdCooperative } from './read-cooperatives.sql.js';
import { changeCooperatives } from './write-cooperatives.sql.js';

/** Says which producer of the floor a cooperative of the register is. From then on the shop follows the register. */
@Injectable()
export class LinkCooperative {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem as `linkCooperative`; validation_failed: there is no such shop in the officer's communes */
  async run(officer: Pick<Officer, 'communes'>, id: string, sellerSlug: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      await holdCooperative(tx, officer, id);
      const [producer] = await tx.query<{ id: string }[]>(
        `SELECT p.id FROM producers p JOIN sellers s ON s.producer_id = p.id
         WHERE s.slug = $1 AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
        [sellerSlug, officer.communes],
      );
      if (producer === undefined) throw NO_SUCH_SHOP();
      await linkCooperative(tx, officer, { cooperativeId: id, producerId: producer.id }, now);
    });
  }

  /**
   * Takes the link away; the shop keeps the status it has until it is linked again.
   *
   * @throws Problem not_found (also: no shop is linked)
   */
  async end(officer: Officer, id: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const known = await holdCooperative(tx, officer, id);
      const [producer] = await tx.query<{ id: string }[]>(
        `WITH freed AS (UPDATE producers SET cooperative_id = NULL, updated_at = $2 WHERE cooperative_id = $1 RETURNING id)
         SELECT id FROM freed`,
        [id, now],
      );
      if (producer === undefined) throw new Problem('not_found');
      await changeCooperatives(tx, [known], now);
      const before = { producerId: producer.id };
      await recordAudit(tx, [cooperativeAudit(now, 'cooperative.unlinked', id, { before })]);
    });
  }
}

/**
 * The link inside somebody else's transaction of an officer.
 *
 * @throws Problem not_found (no such cooperative in the officer's communes), state_conflict (the producer is no
 *   cooperative, or one of the two is linked already)
 */
export async function linkCooperative(
  tx: EntityManager,
  officer: Pick<Officer, 'communes'>,
  { cooperativeId, producerId }: { cooperativeId: string; producerId: string },
  now: Date,
): Promise<void> {
  const known = await holdCooperative(tx, officer, cooperativeId);
  try {
    const [producer] = await tx.query<unknown[]>(
      `WITH linked AS (UPDATE producers SET cooperative_id = $1, updated_at = $3
         WHERE id = $2 AND kind = 'cooperative' AND cooperative_id IS NULL RETURNING id)
       SELECT id FROM linked`,
      [cooperativeId, producerId, now],
    );
    if (producer === undefined) throw new Problem('state_conflict');
  } catch (error) {
    throw brokenConstraint(error) === 'producers_cooperative' ? new Problem('state_conflict') : error;
  }
  await changeCooperatives(tx, [known], now);
  const after = { producerId };
  await recordAudit(tx, [cooperativeAudit(now, 'cooperative.linked', cooperativeId, { after })]);
}

const NO_SUCH_SHOP = (): Problem =>
  fieldProblem('sellerSlug', 'unknown', 'Không có gian hàng này', 'There is no such shop');
