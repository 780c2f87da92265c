import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem, type Language } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { contactText, readGuestContact, type GuestContact } from './reporter.js';
import { reportNoticeQueue } from './report-queues.js';
import { findReason, type ReportSubject } from './report-reasons.js';
import { ReportTimes } from './report-times.js';
import type { FiledReportAnswer, FileReportDto } from './report.dto.js';
import { FIND_OPEN_REPORT, FIND_REPORTED, WRITE_REPORT } from './reports.sql.js';

/** As much as one person says in one report, over all the times they add to it. */
const MOST_LETTERS = 6_000;

interface Reported {
  sellerId: string;
  productId: string | null;
}

interface Reporter {
  /** In which they are answered. */
  language: Language;
  accountId: string | null;
  contact: GuestContact | null;
}

/**
 * Somebody reports a product or a shop: a guest, or somebody signed in. One person has one open report of a subject; what
 * they send again is added to it, and the answer is the same, so that nobody learns by trying who reported whom.
 */
@Injectable()
export class FileReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly keyring: Keyring,
    private readonly jobs: Jobs,
    private readonly times: ReportTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (never on the floor), validation_failed, state_conflict (enough was said in the open one) */
  async run(
    about: ReportSubject,
    slug: string,
    principal: Principal | null,
    { reason, words, contact: typed }: FileReportDto,
    language: Language,
  ): Promise<FiledReportAnswer> {
    if (findReason(reason)?.about.includes(about) !== true)
      throw fieldProblem(
        'reason',
        'not_allowed_value',
        'Mời chọn lý do trong danh sách',
        'Choose a reason of the list',
      );
    const accountId = principal?.accountId ?? null;
    const reporter = { language, accountId, contact: accountId === null ? readGuestContact(typed) : null };
    const now = this.clock.now();
    await this.transactions.run('buyer', async (tx) => {
      const [reported] = await tx.query<Reported[]>(FIND_REPORTED[about], [slug]);
      if (reported === undefined) throw new Problem('not_found');
      if (!(await this.addToOpen(tx, reported, reporter, words, now)))
        await this.write(tx, reported, reporter, { reason, words }, now);
    });
    const { takeBy, resolveBy } = this.times.of(reason, now);
    return { takeBy, resolveBy, answered: accountId !== null || reporter.contact !== null };
  }

  /** Whether there was an open one. Two at once come one after the other: the first asks for a lock on the person. */
  private async addToOpen(
    tx: EntityManager,
    { sellerId, productId }: Reported,
    { accountId, contact }: Reporter,
    words: string,
    now: Date,
  ): Promise<boolean> {
    if (accountId === null && contact === null) return false;
    const hashes = contact === null ? [] : this.keyring.hashes('report contact', contactText(contact));
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('report:' || $1, 0))`, [
      `${accountId ?? hashes[0] ?? ''}:${productId ?? sellerId}`,
    ]);
    const [open] = await tx.query<{ id: string; wordsSealed: string }[]>(FIND_OPEN_REPORT, [
      sellerId,
      productId,
      accountId,
      hashes,
    ]);
    if (open === undefined) return false;
    const key = await this.dataKeys.of(tx, open.id);
    const said = `${key.open(open.wordsSealed, 'reports.words')}\n\n${words}`;
    if (said.length > MOST_LETTERS) throw new Problem('state_conflict');
    await changedRows(
      tx,
      `UPDATE reports SET words_sealed = $2, updated_at = $3 WHERE id = $1 RETURNING id`,
      [open.id, key.seal(said, 'reports.words'), now],
    );
    await note(tx, open.id, 'report.added_to', now);
    return true;
  }

  private async write(
    tx: EntityManager,
    { sellerId, productId }: Reported,
    { language, accountId, contact }: Reporter,
    { reason, words }: { reason: string; words: string },
    now: Date,
  ): Promise<void> {
    const id = uuidv7(now.getTime());
    const key = await this.dataKeys.create(tx, 'report', id);
    const { takeBy, resolveBy } = this.times.of(reason, now);
    await tx.query(WRITE_REPORT, [
      id,
      sellerId,
      productId,
      reason,
      key.seal(words, 'reports.words'),
      contact === null ? null : key.seal(JSON.stringify(contact), 'reports.contact'),
      contact === null ? null : this.keyring.hash('report contact', contactText(contact)),
      accountId,
      takeBy,
      resolveBy,
      now,
      language,
    ]);
    await note(tx, id, 'report.filed', now, { reason, about: productId === null ? 'seller' : 'product' });
    await this.jobs.enqueue(tx, reportNoticeQueue, { reportId: id, of: 'received' });
  }
}

function note(tx: EntityManager, id: string, action: string, at: Date, after: object = {}): Promise<void> {
  return recordAudit(tx, [{ at, actorKind: 'buyer', action, subjectType: 'report', subjectId: id, after }]);
}
