import { Inject, Injectable } from '@nestjs/common';
import { findIssuingBody, type IssuingBody } from '#kernel/certificate-issuers';
import { vietnamDay, type Clock } from '#kernel/time';
import { isTraceCode } from '#kernel/trace-code';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { Problem } from '../../../platform/http/problem.js';
import { readRulebook } from '../../certification/index.js';
import { ScanCounter } from './scan-counter.js';
import { traceForScan, tracePage } from './trace-page.sql.js';
import type { TraceAnswer, TraceCertificateAnswer } from './traces.dto.js';

/** The answer as the statement builds it: what bodies became is no matter of the database. */
type Found = Omit<TraceAnswer, 'certificate' | 'certificateAtPacking'> & {
  certificate: FoundCertificate;
  certificateAtPacking: FoundCertificate | null;
};
type FoundCertificate = Omit<TraceCertificateAnswer, 'issuerUntil'>;

/** What a code on a label stands for, and how often it was asked. */
@Injectable()
export class TracesService {
  private readonly bodies: readonly IssuingBody[];

  constructor(
    private readonly reader: Reader,
    private readonly counter: ScanCounter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) { province }: Environment,
  ) {
    this.bodies = readRulebook(province).bodies;
  }

  /** @throws Problem not_found: no such code, or of a product that was never published or never certified */
  async read(code: string): Promise<TraceAnswer> {
    demandForm(code);
    const row = await this.reader.row<{ body: Found }>(tracePage, [code, vietnamDay(this.clock.now())]);
    if (row === null) throw new Problem('not_found');
    const { certificate, certificateAtPacking } = row.body;
    return {
      ...row.body,
      certificate: this.withIssuer(certificate),
      certificateAtPacking: certificateAtPacking && this.withIssuer(certificateAtPacking),
    };
  }

  /** Counts one look at a label, unless whoever looks works in the shop or for the floor. @throws Problem not_found */
  async scan(code: string, who: Principal | null): Promise<void> {
    demandForm(code);
    const values = [code, who?.tokenHash ?? null, this.clock.now()];
    const trace = await this.reader.row<{ id: string; isOwn: boolean }>(traceForScan, values);
    if (trace === null) throw new Problem('not_found');
    if (!trace.isOwn && (who?.duties.length ?? 0) === 0) this.counter.count(trace.id);
  }

  /** Bodies have ceased since they decided, and their certificates are none the worse for it. */
  private withIssuer(certificate: FoundCertificate): TraceCertificateAnswer {
    const until = findIssuingBody(certificate.issuedBy, this.bodies)?.until;
    const hasCeased = until !== undefined && until < vietnamDay(this.clock.now());
    return { ...certificate, issuerUntil: hasCeased ? until : null };
  }
}

/** What cannot be a code is not found, and never reaches the database. */
function demandForm(code: string): void {
  if (!isTraceCode(code)) throw new Problem('not_found');
}
