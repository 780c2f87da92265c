import { Inject, Injectable } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { SearchTermDto } from './search-terms.dto.js';
import { demandUse, insertTerms } from './search-terms.service.js';

export class ImportSearchTermsInput {
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => SearchTermDto)
  terms!: SearchTermDto[];
}

/** The words a province begins with. Once there are any, they belong to the officers who keep them. */
@Injectable()
export class ImportSearchTerms {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed */
  async run(input: ImportSearchTermsInput): Promise<void> {
    const { terms } = await checkInput(ImportSearchTermsInput, input);
    terms.forEach(demandUse);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const there = await tx.query<unknown[]>('SELECT 1 FROM search_terms LIMIT 1');
      if (there.length > 0) return;
      await insertTerms(
        tx,
        terms.map((term) => ({ ...term, id: uuidv7(now.getTime()) })),
        now,
      );
    });
  }
}
