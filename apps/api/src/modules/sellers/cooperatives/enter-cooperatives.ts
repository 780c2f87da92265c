import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import type { Officer } from '../../identity/index.js';
import { cooperativeAudit } from './cooperative-audit.js';
import { checkFacts, factsOf } from './cooperative-facts.js';
import { CooperativeEntry, EnterCooperativeDto } from './cooperative.dto.js';
import { numberTaken, registerProblem } from './register-problem.js';
import { insertCooperatives, newState, type NewCooperative } from './write-cooperatives.sql.js';

/** Enters cooperatives in the register: one from a form, or at once all that a register kept elsewhere holds. */
@Injectable()
export class EnterCooperatives {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One cooperative, active since its founding.
   *
   * @throws Problem validation_failed: a field is wrong, the register number is taken, the commune is not the officer's
   */
  async run(officer: Pick<Officer, 'communes'>, form: EnterCooperativeDto): Promise<{ id: string }> {
    const { count, ...facts } = form;
    const entry = { ...facts, statuses: [], counts: count ? [count] : [], illustrative: [] };
    const [id] = await this.enter([this.toRow(officer, entry)]);
    if (id === undefined) throw numberTaken();
    return { id };
  }

  /**
   * All of these with their past, in one set-based pass. Safe to repeat: a register number that is there stays as it is.
   *
   * @returns how many were entered
   * @throws Problem validation_failed at the first entry that is wrong
   */
  async runAll(entries: readonly CooperativeEntry[]): Promise<number> {
    const officer = { communes: null };
    const rows: NewCooperative[] = [];
    for (const entry of entries) rows.push(this.toRow(officer, await checkInput(CooperativeEntry, entry)));
    return (await this.enter(rows)).length;
  }

  private toRow(officer: Pick<Officer, 'communes'>, entry: CooperativeEntry): NewCooperative {
    const now = this.clock.now();
    const today = vietnamDay(now);
    const facts = factsOf(entry, today);
    const firstChangeOn = entry.statuses[0]?.fromOn ?? null;
    checkFacts(facts, { today, firstChangeOn, officer });
    const last = entry.statuses.at(-1);
    const state = newState(
      {
        ...facts,
        status: last?.status ?? 'active',
        statusFrom: last?.fromOn ?? null,
        illustrative: entry.illustrative,
      },
      now,
    );
    return { ...state, statuses: entry.statuses, counts: entry.counts };
  }

  private async enter(rows: readonly NewCooperative[]): Promise<string[]> {
    const now = this.clock.now();
    try {
      return await this.transactions.run('officer', async (tx) => {
        const entered = await insertCooperatives(tx, rows, now);
        const isEntered = new Set(entered);
        await recordAudit(
          tx,
          rows
            .filter(({ id }) => isEntered.has(id))
            .map(({ id, version: _version, ...after }) =>
              cooperativeAudit(now, 'cooperative.entered', id, { after }),
            ),
        );
        return entered;
      });
    } catch (error) {
      throw registerProblem(error);
    }
  }
}
