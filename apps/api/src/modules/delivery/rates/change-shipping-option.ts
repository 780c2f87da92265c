import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit, type AuditEntry } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { rateRows, type RateRow } from './rate-table.sql.js';
import { optionAnswer, versionOf } from './rate-table.js';
import {
  demandDays,
  type ChangeShippingOptionDto,
  type RateOptionAnswer,
  type ZoneRateDto,
} from './shipping-rates.dto.js';

type Said = ZoneRateDto & { optionCode: string; label: string };

/**
 * An administrator says anew what an option costs, zone by zone, or takes it off. Quotes follow with the next one that is
 * made; an order that was placed has its fee written in it and keeps it.
 */
@Injectable()
export class ChangeShippingOption {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Saying once more what stands there already is no change, whatever version it comes under: the first answer was lost.
   *
   * @throws Problem validation_failed, not_allowed (an officer of some communes), stale_version
   */
  async run(officer: Officer, optionCode: string, wish: ChangeShippingOptionDto): Promise<RateOptionAnswer> {
    demandDays(wish.zones, 'zones');
    return this.change(officer, optionCode, async (tx, rows) => {
      const said = wish.zones.map((zone): Said => ({ ...zone, optionCode, label: wish.label }));
      if (!saysTheSame(rows, said)) {
        demandVersion(rows, wish.version);
        await this.write(tx, rows, said);
      }
      return optionAnswer(await runStatement<RateRow>(tx, rateRows, [optionCode]));
    });
  }

  /** Nobody is offered it any more. @throws Problem not_allowed, not_found, stale_version */
  async remove(officer: Officer, optionCode: string, version: string): Promise<void> {
    await this.change(officer, optionCode, async (tx, rows) => {
      if (rows.length === 0) throw new Problem('not_found');
      demandVersion(rows, version);
      await this.write(tx, rows, []);
    });
  }

  /** The table is everybody's, so it is for officers of the whole province; one change at a time. */
  private async change<Answer>(
    { communes }: Officer,
    optionCode: string,
    work: (tx: EntityManager, rows: RateRow[]) => Promise<Answer>,
  ): Promise<Answer> {
    if (communes !== null) throw new Problem('not_allowed');
    return this.transactions.run('officer', async (tx) => {
      // Readers pass; a second writer waits and then sees the first one's fees.
      await tx.query(`LOCK TABLE shipping_rates IN SHARE ROW EXCLUSIVE MODE`);
      return work(tx, await runStatement<RateRow>(tx, rateRows, [optionCode]));
    });
  }

  private async write(tx: EntityManager, rows: readonly RateRow[], said: readonly Said[]): Promise<void> {
    const now = this.clock.now();
    const gone = rows.filter(({ zone }) => !said.some((one) => one.zone === zone));
    const set = said.flatMap((rate) => {
      const before = rows.find(({ zone }) => zone === rate.zone) ?? null;
      if (before !== null && saysTheSame([before], [rate])) return [];
      return [{ before, row: { ...rate, id: before?.id ?? uuidv7(now.getTime()) } }];
    });
    await tx.query(`DELETE FROM shipping_rates WHERE id = ANY ($1)`, [gone.map(({ id }) => id)]);
    await tx.query(
      `INSERT INTO shipping_rates (id, option_code, label, zone, base_fee_vnd, base_grams, step_grams, step_fee_vnd,
         min_days, max_days, created_at, updated_at)
       SELECT id, "optionCode", label, zone, "baseFeeVnd", "baseGrams", "stepGrams", "stepFeeVnd", "minDays", "maxDays", $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "optionCode" text, label text, zone text, "baseFeeVnd" bigint,
         "baseGrams" integer, "stepGrams" integer, "stepFeeVnd" bigint, "minDays" smallint, "maxDays" smallint)
       ON CONFLICT (id) DO UPDATE SET label = excluded.label, base_fee_vnd = excluded.base_fee_vnd,
         base_grams = excluded.base_grams, step_grams = excluded.step_grams, step_fee_vnd = excluded.step_fee_vnd,
         min_days = excluded.min_days, max_days = excluded.max_days, updated_at = excluded.updated_at`,
      [JSON.stringify(set.map(({ row }) => row)), now],
    );
    const entry = (action: string, subjectId: string): Omit<AuditEntry, 'before' | 'after'> => ({
      at: now,
      actorKind: 'officer',
      action,
      subjectType: 'shipping_rate',
      subjectId,
    });
    await recordAudit(tx, [
      ...gone.map((row) => ({ ...entry('shipping_rate.removed', row.id), before: factsOf(row) })),
      ...set.map(({ before, row }) => ({
        ...entry('shipping_rate.set', row.id),
        ...(before === null ? {} : { before: factsOf(before) }),
        after: factsOf(row),
      })),
    ]);
  }
}

/** @throws Problem stale_version where somebody has changed, made or removed the option since */
function demandVersion(rows: readonly RateRow[], version: string | null): void {
  const now = rows.length === 0 ? null : versionOf(rows);
  if (version !== now) throw new Problem('stale_version');
}

function factsOf(rate: Said): Said {
  const { optionCode, label, zone, baseFeeVnd, baseGrams, stepGrams, stepFeeVnd, minDays, maxDays } = rate;
  return { optionCode, label, zone, baseFeeVnd, baseGrams, stepGrams, stepFeeVnd, minDays, maxDays };
}

const saysTheSame = (rows: readonly Said[], said: readonly Said[]): boolean =>
  rows.length === said.length &&
  said.every((rate) => rows.some((row) => JSON.stringify(factsOf(row)) === JSON.stringify(factsOf(rate))));
