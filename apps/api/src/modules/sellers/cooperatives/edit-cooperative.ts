import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { cooperativeAudit, difference } from './cooperative-audit.js';
import { checkFacts, factsOf } from './cooperative-facts.js';
import type { EditCooperativeDto } from './cooperative.dto.js';
import { holdCooperative } from './read-cooperatives.sql.js';
import { registerProblem } from './register-problem.js';
import { changeCooperatives } from './write-cooperatives.sql.js';

/** Corrects what the register says of a cooperative; its standing and counts have verbs of their own. */
@Injectable()
export class EditCooperative {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found (also: not the officer's), state_conflict (changed since the officer saw it), validation_failed
   */
  async run(officer: Officer, id: string, { version, ...form }: EditCooperativeDto): Promise<void> {
    const now = this.clock.now();
    const today = vietnamDay(now);
    try {
      await this.transactions.run('officer', async (tx) => {
        const { firstChangeOn, lastCount: _lastCount, ...known } = await holdCooperative(tx, officer, id);
        if (known.version !== version) throw new Problem('state_conflict');
        const facts = factsOf({ ...form, enteredOn: form.enteredOn ?? known.enteredOn }, today);
        checkFacts(facts, { today, firstChangeOn, officer });
        const next = { ...known, ...facts };
        const changes = difference(known, next);
        if (Object.keys(changes.after).length === 0) return;
        await changeCooperatives(tx, [next], now);
        await recordAudit(tx, [cooperativeAudit(now, 'cooperative.edited', id, changes)]);
      });
    } catch (error) {
      throw registerProblem(error);
    }
  }
}
