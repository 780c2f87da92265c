import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readPaper } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { Officer } from '../../identity/index.js';
import { certificateAudit } from './certificate-audit.js';
import { CertificateScan } from './certificate-scan.entity.js';
import { SCAN_KINDS, type ScanKind } from './certificate-words.js';
import { holdCertificate } from './find-certificate.js';
import { ScanStore } from './scan-store.js';

/** Far above what a certificate needs: its decision, perhaps a late renewal, inspections, a revocation. */
const MOST_SCANS = 20;
/** The scanned papers of a certificate. Decisions name people, so they lie sealed and every reading is written down. */
@Injectable()
export class ScansService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly store: ScanStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asked before a file is taken in. @throws Problem not_found (also: not the officer's) */
  async demandThere({ communes }: Officer, certificationId: string): Promise<void> {
    const found = await this.transactions.run('officer', (tx) =>
      tx.query<unknown[]>(
        `SELECT 1 FROM certifications WHERE id = $1 AND ($2::varchar[] IS NULL OR commune_code = ANY ($2))`,
        [certificationId, communes],
      ),
    );
    if (found.length === 0) throw new Problem('not_found');
  }

  /**
   * @throws Problem unsupported_type, too_large, validation_failed (kind), state_conflict (scans enough), not_found,
   *   not_allowed (the officer's own goods)
   */
  async add(officer: Officer, certificationId: string, kind: string, sent: Buffer): Promise<{ id: string }> {
    if (!isScanKind(kind))
      throw fieldProblem('kind', 'not_allowed_value', 'Không có loại giấy tờ này', 'No such kind of paper');
    const { format, bytes } = await readPaper(sent);
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    let written = false;
    try {
      await this.transactions.run('officer', async (tx) => {
        // Held: two first scans would otherwise make two keys.
        await holdCertificate(tx, officer, certificationId);
        if ((await tx.countBy(CertificateScan, { certificationId })) >= MOST_SCANS)
          throw new Problem('state_conflict');
        const key =
          (await this.dataKeys.find(tx, certificationId)) ??
          (await this.dataKeys.create(tx, 'certificate', certificationId));
        // The file first: a row without its file would be a paper that cannot be read.
        await this.store.write(key, id, bytes);
        written = true;
        await tx.insert(CertificateScan, {
          id,
          certificationId,
          kind,
          format,
          bytes: bytes.length,
          uploadedBy: officer.accountId,
          uploadedAt: now,
          createdAt: now,
          updatedAt: now,
        });
        const after = { scanId: id, kind };
        await recordAudit(tx, [certificateAudit(now, 'certificate.scan_added', certificationId, { after })]);
      });
    } catch (error) {
      if (written) await this.store.remove(certificationId, id);
      throw error;
    }
    return { id };
  }

  /** Takes files away that no row names, as a process leaves them that dies between the two. Safe to repeat. */
  async sweep(): Promise<void> {
    await this.store.sweep((ids) =>
      this.transactions.run('worker', (tx) =>
        tx.query(`SELECT id FROM certificate_scans WHERE id = ANY ($1::uuid[])`, [ids]),
      ),
    );
  }

  /** A scan in clear; who read it is history before it is sent. @throws Problem not_found */
  async read(
    { communes }: Officer,
    certificationId: string,
    id: string,
  ): Promise<{ bytes: Buffer; name: string }> {
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const [scan] = await tx.query<{ kind: string; format: string }[]>(
        `SELECT s.kind, s.format FROM certificate_scans s JOIN certifications c ON c.id = s.certification_id
         WHERE s.id = $1 AND c.id = $2 AND ($3::varchar[] IS NULL OR c.commune_code = ANY ($3))`,
        [id, certificationId, communes],
      );
      if (scan === undefined) throw new Problem('not_found');
      const bytes = await this.store.read(await this.dataKeys.of(tx, certificationId), id);
      const after = { scanId: id };
      await recordAudit(tx, [certificateAudit(now, 'certificate.scan_read', certificationId, { after })]);
      return { bytes, name: `${scan.kind}-${id}.${scan.format}` };
    });
  }
}

function isScanKind(kind: string): kind is ScanKind {
  return (SCAN_KINDS as readonly string[]).includes(kind);
}
