import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { addMonths, startOfVietnamDay, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { digestOf, shortDigest } from '../statements/statement-content.js';
import { isYear, sumsOf, type TaxFormContent, type TaxPeriod, type TaxRow } from './tax-form-content.js';
import { taxFormSheet } from './tax-form-sheet.js';
import { FORM, FORMS_OF_PERIOD, INSERT_FORM, TAX_OF_PERIOD, WAITS_TO_BE_POSTED } from './tax-forms.sql.js';
import type { TaxFormDto, TaxPeriodDto } from './tax.dto.js';

interface StoredForm {
  id: string;
  period: TaxPeriod;
  version: number;
  digest: string;
  issuedAt: Date;
  content: string;
}

const contentOf = ({ content }: Pick<StoredForm, 'content'>): TaxFormContent =>
  JSON.parse(content) as TaxFormContent;

const formView = ({ id, period, version, digest, issuedAt, content }: StoredForm): TaxFormDto => ({
  id,
  period,
  version,
  digest: shortDigest(digest),
  issuedAt,
  sum: contentOf({ content }).sum,
});

/** The forms of the tax office: looked at while a month runs, issued when it is over, and from then on as they were. */
@Injectable()
export class TaxFormsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the form of the period would say now; last month's where none is named. */
  read(period: TaxPeriod = this.lastMonth()): Promise<TaxPeriodDto> {
    return this.transactions.run('officer', async (tx) => {
      const { rows, sum } = await contentOfPeriod(tx, period);
      const forms = await tx.query<StoredForm[]>(FORMS_OF_PERIOD, [period]);
      return { period, over: this.isOver(period), rows, sum, forms: forms.map(formView) };
    });
  }

  /**
   * Issues the form of a period that is over. The same figures again are the form that is there; others are its next
   * version, which corrects it.
   *
   * @throws Problem validation_failed (not over), state_conflict (something of it still waits to be posted)
   */
  issue(accountId: string, period: TaxPeriod): Promise<TaxFormDto> {
    const now = this.clock.now();
    if (!this.isOver(period))
      throw fieldProblem('period', 'not_over', 'Kỳ này chưa kết thúc', 'This period is not over');
    return this.transactions.run('officer', async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('tax_forms ' || $1, 0))`, [period]);
      const [{ waits } = { waits: true }] = await tx.query<{ waits: boolean }[]>(WAITS_TO_BE_POSTED, [
        endOf(period),
      ]);
      if (waits) throw new Problem('state_conflict');
      const content = JSON.stringify(await contentOfPeriod(tx, period));
      const digest = digestOf(content);
      const [last] = await tx.query<StoredForm[]>(FORMS_OF_PERIOD, [period]);
      if (last?.digest === digest) return formView(last);
      const form = {
        id: uuidv7(now.getTime()),
        period,
        version: (last?.version ?? 0) + 1,
        digest,
        issuedAt: now,
      };
      await tx.query(INSERT_FORM, [form.id, period, form.version, content, digest, now, accountId]);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'tax_form.issued',
          subjectType: 'tax_form',
          subjectId: form.id,
          after: { period, version: form.version, digest },
        },
      ]);
      return formView({ ...form, content });
    });
  }

  /** The form as a workbook; it names people with their tax codes, so who took it is history. @throws Problem not_found */
  async file(id: string): Promise<{ bytes: Buffer; name: string }> {
    const form = await this.transactions.run('officer', async (tx) => {
      const [found] = await tx.query<StoredForm[]>(FORM, [id]);
      if (found === undefined) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: this.clock.now(),
          actorKind: 'officer',
          action: 'tax_form.taken',
          subjectType: 'tax_form',
          subjectId: id,
          after: { period: found.period, version: found.version },
        },
      ]);
      return found;
    });
    const bytes = await taxFormSheet({ ...form, content: contentOf(form) }, this.floor);
    const kind = isYear(form.period) ? 'chung-tu-khau-tru' : 'to-khai-thue';
    return { bytes, name: `${kind}-${form.period}-lan-${form.version}.xlsx` };
  }

  private isOver(period: TaxPeriod): boolean {
    return endOf(period) <= this.clock.now();
  }

  private lastMonth(): TaxPeriod {
    return addMonths(vietnamDay(this.clock.now()), -1).slice(0, 7);
  }
}

/** The instant at which the period is over in Vietnam. */
const endOf = (period: TaxPeriod): Date =>
  startOfVietnamDay(isYear(period) ? addMonths(`${period}-01-01`, 12) : addMonths(`${period}-01`, 1));

async function contentOfPeriod(tx: EntityManager, period: TaxPeriod): Promise<TaxFormContent> {
  const rows = await tx.query<TaxRow[]>(TAX_OF_PERIOD, [period]);
  return { form: 1, period, rows, sum: sumsOf(rows) };
}
