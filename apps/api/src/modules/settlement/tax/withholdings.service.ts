import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { sumsOf, type TaxRow } from './tax-form-content.js';
import { taxFormSheet } from './tax-form-sheet.js';
import { OWN_CERTIFICATES, OWN_WITHHOLDINGS } from './tax-forms.sql.js';
import type { WithheldMonthDto, WithholdingsDto } from './withholdings.dto.js';

interface OwnCertificate {
  year: string;
  version: number;
  issuedAt: Date;
  digest: string;
  rows: TaxRow[];
}

/** What was kept back of a shop's sales, as the shop sees it, and its certificate of each year. */
@Injectable()
export class WithholdingsService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  read(principal: Principal, slug: string): Promise<WithholdingsDto> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const months = await tx.query<WithheldMonthDto[]>(OWN_WITHHOLDINGS);
      const certificates = await tx.query<OwnCertificate[]>(OWN_CERTIFICATES);
      return {
        months,
        certificates: certificates.map(({ year, version, issuedAt, rows }) => {
          const { vatVnd, pitVnd } = sumsOf(rows);
          return { year, version, issuedAt, taxVnd: vatVnd + pitVnd };
        }),
      };
    });
  }

  /** The certificate of a year as a workbook; who took it is history. @throws Problem not_found, not_allowed */
  async file(principal: Principal, slug: string, year: string): Promise<{ bytes: Buffer; name: string }> {
    const certificate = await this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const all = await tx.query<OwnCertificate[]>(OWN_CERTIFICATES);
      const found = all.find((one) => one.year === year);
      if (found === undefined) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: this.clock.now(),
          actorKind: 'seller',
          action: 'tax_certificate.taken',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { year, version: found.version },
        },
      ]);
      return found;
    });
    const { version, digest, issuedAt, rows } = certificate;
    const content = { form: 1 as const, period: year, rows, sum: sumsOf(rows) };
    const bytes = await taxFormSheet({ period: year, version, digest, issuedAt, content }, this.floor);
    return { bytes, name: `chung-tu-khau-tru-${year}-${slug}.xlsx` };
  }
}
