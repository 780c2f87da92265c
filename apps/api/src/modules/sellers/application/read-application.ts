import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../seller-transactions.js';
import { additionInWords } from '../review/ask-for.js';
import type { ApplicationAnswer } from './application-answer.dto.js';
import { consentTextsOfStep } from './application-consents.js';
import {
  answersOfStep,
  missingParts,
  readApplication,
  versionOf,
  type ApplicationState,
} from './application-state.js';
import { STEPS, type StepName } from './application.dto.js';
import { cooperativeFacts } from './find-cooperatives.js';
import { SEALED_PLACES } from './sealed-answers.js';

/** An application as its own side reads it: step by step, or whole. */
@Injectable()
export class ReadApplication {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found where the shop never applied */
  async step(principal: Principal, slug: string, step: StepName): Promise<object> {
    return this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      const { state, position } = await this.read(tx, sellerId);
      return { version: versionOf(state, step), ...this.answers(state, step, position) };
    });
  }

  /** @throws Problem not_found where the shop never applied */
  async whole(principal: Principal, slug: string): Promise<ApplicationAnswer> {
    return this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      const { state, position } = await this.read(tx, sellerId);
      const gaps = missingParts(state, this.clock.now());
      const about = (step: StepName | 'documents') => {
        const missing = gaps.find((gap) => gap.step === step)?.fields ?? [];
        const asked = state.additions.filter((addition) => addition.step === step).map(additionInWords);
        return { done: missing.length === 0, missing, asked: state.status === 'draft' ? asked : [] };
      };
      const named = state.linkedCooperativeId ?? state.cooperativeId;
      const entry = named === null ? null : await cooperativeFacts(tx, named);
      return {
        status: state.status,
        complete: gaps.length === 0,
        steps: (Object.keys(STEPS) as StepName[]).map((step) => ({
          step,
          version: versionOf(state, step),
          answers: this.answers(state, step, position),
          ...about(step),
        })),
        documents: about('documents'),
        cooperative: entry && { ...entry, linked: state.linkedCooperativeId !== null },
        submittedAt: state.submittedAt,
        answerBy: state.status === 'submitted' ? state.dueOn : null,
        additionsUntil: state.status === 'draft' ? state.additionsUntil : null,
        refused: state.status === 'draft' && state.refusedAt !== null,
      };
    });
  }

  private async read(
    tx: EntityManager,
    sellerId: string,
  ): Promise<{ state: ApplicationState; position: string | null }> {
    const state = await readApplication(tx, sellerId);
    if (state === null) throw new Problem('not_found');
    const { positionSealed } = state;
    const key = positionSealed === null ? null : await this.dataKeys.of(tx, sellerId);
    return { state, position: key && positionSealed && key.open(positionSealed, SEALED_PLACES.position) };
  }

  private answers(state: ApplicationState, step: StepName, position: string | null): object {
    const answers = answersOfStep(state, step, position);
    return step === 'consents' ? { ...answers, texts: consentTextsOfStep(this.clock.now()) } : answers;
  }
}
