import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../seller-transactions.js';
import { readApplication, versionOf } from './application-state.js';
import type { StepForms, StepName } from './application.dto.js';
import { reopenAnswers } from './reopen-answers.js';
import { countSaving, saysTheSame } from './step-versions.js';
import { writeStep } from './write-step.js';

/** Saves one step of an application, as far as somebody came; the shop must still be a draft. */
@Injectable()
export class SaveStep {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem validation_failed, state_conflict (an officer has it), stale_version (the step was saved with other
   *   answers since `form.version`), not_found
   */
  async run<Step extends StepName>(
    principal: Principal,
    slug: string,
    step: Step,
    body: StepForms[Step],
  ): Promise<void> {
    const { version, ...form } = body;
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId, accountId }) => {
      // The shop's row is held: it cannot be sent away between this look and the writing, and of two who save at once
      // the second sees the version of the first.
      await tx.query(`SELECT 1 FROM sellers WHERE id = $1 FOR UPDATE`, [sellerId]);
      const state = await readApplication(tx, sellerId);
      if (state?.status !== 'draft') throw new Problem('state_conflict');
      const keyOf = () => this.dataKeys.of(tx, sellerId);
      if (version !== versionOf(state, step)) {
        // A button that was pressed twice: what the second press brings is there already.
        if (await saysTheSame(state, step, form, keyOf)) return;
        throw new Problem('stale_version');
      }
      await writeStep({ tx, state, now, accountId, keyOf }, step, body).catch((error: unknown) => {
        throw stepProblem(error);
      });
      const reopened = await reopenAnswers(tx, state, keyOf, now);
      await countSaving(tx, sellerId, [step, ...reopened], now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'application.saved',
          subjectType: 'seller',
          subjectId: sellerId,
          after: {
            step,
            ...(reopened.length === 0 ? {} : { reopened }),
            // Which text was agreed to belongs into the history that nobody can change.
            ...(step === 'consents' ? form : {}),
          },
        },
      ]);
    });
  }
}

function stepProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'producers_commune_fk':
      return fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    case 'producers_registered_cooperative_check':
      return fieldProblem(
        'kind',
        'linked',
        'Cơ sở đã gắn với sổ hợp tác xã nên không đổi loại được',
        'It is linked to the register of cooperatives',
      );
    default:
      return error;
  }
}
