import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { SellerTransactions } from '../../sellers/index.js';
import { journalSheet } from './journal-sheet.js';
import { JOURNAL_OF_MONTH } from './journal.sql.js';
import type { JournalDto, JournalRowDto, JournalSumDto } from './journal.dto.js';

type Stored = Pick<JournalDto, 'rows' | 'unmatched' | 'carriersHoldVnd'>;

/** A shop's sales journal: month by month what was sold, beside what its bank told. */
@Injectable()
export class JournalService {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  async read(principal: Principal, slug: string, month = this.thisMonth()): Promise<JournalDto> {
    const stored = await this.sellers.run(principal, slug, 'money', async (tx) => {
      const [row] = await tx.query<{ journal: Stored }[]>(JOURNAL_OF_MONTH, [month]);
      return row?.journal;
    });
    if (stored === undefined) throw new Error('Sums always have a row');
    return { month, ...stored, sum: sumOf(stored.rows) };
  }

  /** The same as a workbook; who took it is history. @throws Problem not_found, not_allowed */
  async file(
    principal: Principal,
    slug: string,
    month = this.thisMonth(),
  ): Promise<{ bytes: Buffer; name: string }> {
    const journal = await this.read(principal, slug, month);
    await this.sellers.run(principal, slug, 'money', (tx, { sellerId }) =>
      recordAudit(tx, [
        {
          at: this.clock.now(),
          actorKind: 'seller',
          action: 'sales_journal.taken',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { month },
        },
      ]),
    );
    return { bytes: await journalSheet(journal), name: `so-ban-hang-${month}-${slug}.xlsx` };
  }

  private thisMonth(): string {
    return vietnamDay(this.clock.now()).slice(0, 7);
  }
}

const SUMMED = [
  'goodsVnd',
  'deliveryVnd',
  'collectedVnd',
  'refundedVnd',
  'taxVnd',
  'feeVnd',
  'bankVnd',
  'gatewayVnd',
  'wordVnd',
  'carrierVnd',
  'remittedVnd',
] as const satisfies readonly (keyof JournalSumDto)[];

function sumOf(rows: readonly JournalRowDto[]): JournalSumDto {
  const sum = (name: (typeof SUMMED)[number]): number => rows.reduce((all, row) => all + row[name], 0);
  return Object.fromEntries(SUMMED.map((name) => [name, sum(name)])) as Record<
    (typeof SUMMED)[number],
    number
  >;
}
