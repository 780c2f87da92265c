import { Inject, Injectable } from '@nestjs/common';
import { formatPhone } from '#kernel/phone';
import { territoryOf } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys, type DataKey } from '../../../platform/sealing/data-keys.js';
import { AccountNames, officerOf } from '../../identity/index.js';
import { decisionReasons } from '../../sellers/index.js';
import { SUSPENDS, TAKES_DOWN } from './report-acts.js';
import { findReason } from './report-reasons.js';
import { ReportTimes } from './report-times.js';
import type { ReportAnswer, ReportDetailAnswer, ReportsAnswer, ReportsQueryDto } from './report.dto.js';
import type { GuestContact } from './reporter.js';
import {
  ONE_REPORT,
  REPORT_FIGURES,
  reportsPage,
  type ReportDetailRow,
  type ReportRow,
} from './reports.sql.js';

const PAGE_SIZE = 24;

/** Reports as officers read them: those of shops of their communes. */
@Injectable()
export class ReadReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly names: AccountNames,
    private readonly times: ReportTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  list(
    principal: Principal,
    { limit = PAGE_SIZE, cursor, show = 'open' }: ReportsQueryDto,
  ): Promise<ReportsAnswer> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    const of = `reports-${show}`;
    const place = cursor === undefined ? null : readCursor(of, { key: 'text', id: 'uuid' }, cursor);
    const today = this.times.today();
    return this.transactions.run('officer', async (tx) => {
      const rows = await tx.query<ReportRow[]>(reportsPage(show), [
        today,
        accountId,
        place?.key ?? null,
        place?.id ?? null,
        limit + 1,
        communes,
      ]);
      const [figures] = await tx.query<ReportsAnswer['figures'][]>(REPORT_FIGURES, [
        today,
        accountId,
        communes,
      ]);
      if (figures === undefined) throw new Error('The figures gave no row');
      const names = await this.names.find(
        tx,
        rows.map(({ officerId }) => officerId),
      );
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map((row) => cardOf(row, accountId, names)),
        nextCursor: last === undefined ? null : writeCursor(of, last.key, last.id),
        figures,
      };
    });
  }

  /** What was written is opened: the history keeps who looked. @throws Problem not_found */
  one(principal: Principal, id: string): Promise<ReportDetailAnswer> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    return this.transactions.run('officer', async (tx) => {
      const [row] = await tx.query<ReportDetailRow[]>(ONE_REPORT, [
        this.times.today(),
        accountId,
        id,
        communes,
      ]);
      if (row === undefined) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: this.clock.now(),
          actorKind: 'officer',
          action: 'report.read',
          subjectType: 'report',
          subjectId: id,
        },
      ]);
      const names = await this.names.find(tx, [row.officerId, row.reporterId]);
      const key = await this.dataKeys.find(tx, id);
      return {
        ...cardOf(row, accountId, names),
        words: opened(key, row.wordsSealed, 'reports.words'),
        reporter: reporterOf(row, key, names),
        answer: opened(key, row.answerSealed, 'reports.answer'),
        decidedAt: row.status === 'decided' ? row.statusChangedAt.toISOString() : null,
        takedown: row.takedown,
        suspension: row.suspension,
        possible: possibleOutcomes(principal, row),
        suspensionReasons: decisionReasons.suspend,
      };
    });
  }
}

const opened = (key: DataKey | null, sealed: string | null, place: string): string | null =>
  sealed === null ? null : (key?.open(sealed, place) ?? null);

function reporterOf(
  { reporterId, contactSealed }: ReportDetailRow,
  key: DataKey | null,
  names: ReadonlyMap<string, string>,
): ReportDetailAnswer['reporter'] {
  if (reporterId !== null) return { kind: 'account', name: names.get(reporterId) ?? null };
  const text = opened(key, contactSealed, 'reports.contact');
  if (text === null) return { kind: 'nobody', name: null };
  const { kind, value } = JSON.parse(text) as GuestContact;
  return { kind: 'guest', name: kind === 'phone' ? formatPhone(value) : value };
}

/** What an officer may decide: acts of other rooms only where a duty gives them in that commune and there is something left. */
function possibleOutcomes(principal: Principal, row: ReportDetailRow): string[] {
  const may = (permission: typeof TAKES_DOWN | typeof SUSPENDS): boolean => {
    const communes = territoryOf(principal.duties, permission);
    return communes === null || communes.includes(row.communeCode);
  };
  return [
    'dismissed',
    'shop_told',
    ...(row.onSale && may(TAKES_DOWN) ? ['taken_down'] : []),
    ...(row.sellerStatus === 'approved' && may(SUSPENDS) ? ['suspended'] : []),
  ];
}

function cardOf(row: ReportRow, accountId: string, names: ReadonlyMap<string, string>): ReportAnswer {
  const { id, no, reason, status, takeBy, resolveBy, late, outcome, officerId, own, others } = row;
  const seller = { slug: row.sellerSlug, name: row.sellerName, commune: row.commune };
  return {
    id,
    no,
    subject:
      row.productSlug === null
        ? { kind: 'seller', slug: seller.slug, name: seller.name }
        : { kind: 'product', slug: row.productSlug, name: row.productName ?? '' },
    seller,
    reason,
    reasonName: findReason(reason)?.name ?? reason,
    status,
    receivedAt: row.receivedAt.toISOString(),
    takeBy,
    resolveBy,
    late,
    outcome,
    officer: officerId === null ? null : (names.get(officerId) ?? ''),
    mine: officerId === accountId,
    own,
    others,
  };
}
