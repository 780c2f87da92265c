import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact } from '../../identity/index.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { englishReportNotice } from './english-report-notice.js';
import { reportNotice, type NoticedReport } from './report-notice.js';
import type { ReportNews } from './report-queues.js';
import type { GuestContact } from './reporter.js';

interface Found extends Omit<NoticedReport, 'answer'> {
  path: string;
  language: 'vi' | 'en';
  answerSealed: string | null;
  contactSealed: string | null;
  reporterId: string | null;
}

const FOUND = `
  SELECT r.no, coalesce(p.name, s.name) AS subject, r.take_by::text AS "takeBy", r.resolve_by::text AS "resolveBy", r.outcome,
    r.answer_sealed AS "answerSealed", r.contact_sealed AS "contactSealed", r.reporter_id AS "reporterId", r.language,
    CASE WHEN p.id IS NULL THEN '/nguoi-ban/' || s.slug ELSE '/san-pham/' || p.slug END AS path
  FROM reports r JOIN sellers s ON s.id = r.seller_id LEFT JOIN products p ON p.id = r.product_id WHERE r.id = $1`;

/** Tells whoever reported what became of it, where they left a way. Safe to repeat: the same news, the same message id. */
@Injectable()
export class TellReporter {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly messages: Messages,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async run({ reportId, of }: ReportNews): Promise<void> {
    const found = await this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<Found[]>(FOUND, [reportId]);
      if (row === undefined) throw new Error(`No report ${reportId}`);
      const key = await this.dataKeys.find(tx, reportId);
      if (row.reporterId !== null) {
        const own = await this.dataKeys.find(tx, row.reporterId);
        return { row, key, to: await accountContact(tx, row.reporterId, own) };
      }
      const text =
        row.contactSealed === null ? null : (key?.open(row.contactSealed, 'reports.contact') ?? null);
      if (text === null) return { row, key, to: null };
      const { kind, value } = JSON.parse(text) as GuestContact;
      return { row, key, to: { [kind]: value } };
    });
    const { row, key, to } = found;
    if (to === null) return;
    const answer = row.answerSealed === null ? null : (key?.open(row.answerSealed, 'reports.answer') ?? null);
    const link = theirPage(this.environment.publicUrl, row, row.path);
    const { short, ...words } = inTheirs(row, reportNotice, englishReportNotice)(
      of,
      { ...row, answer },
      link,
    );
    await this.messages.send({ id: `report-${of}-${reportId}`, to, ...words, short: smsText(short) });
  }
}
