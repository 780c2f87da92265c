import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { SellerTransactions } from '../../sellers/index.js';
import type { EvidenceDto } from './evidence.dto.js';
import { EVIDENCE_OF_SHOP } from './evidence.sql.js';

/** Which pages of a shop count as evidence for criteria of the programme. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(principal: Principal, slug: string): Promise<EvidenceDto> {
    const [row] = await this.sellerTransactions.run(principal, slug, 'shop', (tx) =>
      tx.query<{ evidence: EvidenceDto }[]>(EVIDENCE_OF_SHOP, [vietnamDay(this.clock.now())]),
    );
    if (row === undefined) throw new Error('A bound shop is there');
    return row.evidence;
  }
}
