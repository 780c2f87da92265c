import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { consentTexts } from './consent-texts.js';
import type { ConsentDecisionDto } from './consents.dto.js';
import { consentsOf, recordConsents, type ConsentState } from './consents.js';

/** What somebody agreed to, as they see and change it. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The texts in force; nothing of anybody. */
  texts(): object {
    return { items: consentTexts(this.clock.now()) };
  }

  async list(accountId: string): Promise<object> {
    const states = await this.transactions.run('account', (tx) =>
      consentsOf(tx, accountId, this.clock.now()),
    );
    return { items: states.map(consentView) };
  }

  /** @throws Problem as `recordConsents` */
  async decide(
    accountId: string,
    purpose: string,
    { granted, version }: ConsentDecisionDto,
  ): Promise<object> {
    const now = this.clock.now();
    return this.transactions.run('account', async (tx) => {
      await recordConsents(tx, accountId, [{ purpose, granted, version, channel: 'page' }], now);
      return { items: (await consentsOf(tx, accountId, now)).map(consentView) };
    });
  }
}

function consentView(state: ConsentState): object {
  const { purpose, required, page, version, from, granted, asks, agreedVersion, givenAt } = state;
  return {
    purpose,
    required,
    page,
    version,
    from,
    granted,
    asks,
    agreedVersion,
    givenAt: givenAt?.toISOString() ?? null,
  };
}
