import { Inject, Injectable } from '@nestjs/common';
import { renewalCalendar } from '#kernel/certificate-notices';
import { isDay, vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import type {
  CertificateDetailDto,
  CertificateFiguresQueryDto,
  CertificatesQueryDto,
  IssuingBodiesDto,
} from './certificate-answers.dto.js';
import { certificateFigures, certificateForecast } from './certificate-figures.sql.js';
import { CertificateRulebook } from './certificate-rulebook.js';
import { certificateDetail, certificateList, certificatesCursor } from './certificates.sql.js';

const PAGE_SIZE = 24;
const LISTS = { newest: certificateList('newest'), soonest: certificateList('soonest') };

/** Reads the register of certificates for an officer: only what lies in their communes. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  list({ communes }: Officer, query: CertificatesQueryDto): Promise<string> {
    const { cursor, expiringWithin, q = '', limit = PAGE_SIZE } = query;
    const order = expiringWithin === undefined ? 'newest' : 'soonest';
    const place =
      cursor === undefined
        ? null
        : readCursor(certificatesCursor(order), { key: 'text', id: 'uuid' }, cursor);
    if (place !== null && !isDay(place.key)) throw new Problem('invalid_cursor');
    const values = valuesFor(LISTS[order], {
      communes,
      day: this.today(),
      words: q.trim() === '' ? null : q,
      standing: query.status,
      commune: query.commune,
      stars: query.stars,
      within: expiringWithin,
      filing: query.filing,
      limit,
      key: place?.key,
      id: place?.id,
    });
    return this.text(LISTS[order], values);
  }

  /** @throws Problem not_found (also: not the officer's) */
  async detail({ communes }: Officer, id: string): Promise<CertificateDetailDto> {
    const [row] = await this.transactions.run('officer', (tx) =>
      runStatement<{ body: Omit<CertificateDetailDto, 'calendar'> }>(tx, certificateDetail, [
        communes,
        this.today(),
        id,
      ]),
    );
    if (row === undefined) throw new Problem('not_found');
    return { ...row.body, calendar: renewalCalendar(row.body.expiresOn, this.floor.certificateNotices) };
  }

  /** What the register says of a day. @throws Problem validation_failed: no such day */
  figures({ communes }: Officer, { asOf, commune }: CertificateFiguresQueryDto): Promise<string> {
    return this.text(certificateFigures, [this.day(asOf), communes, commune ?? null]);
  }

  /** What lies ahead of a day. @throws Problem validation_failed: no such day */
  forecast({ communes }: Officer, { asOf, commune }: CertificateFiguresQueryDto): Promise<string> {
    return this.text(certificateForecast, [this.day(asOf), communes, commune ?? null]);
  }

  /** Who decides or once decided, for forms to choose from. */
  issuingBodies(): IssuingBodiesDto {
    const items = this.rulebook.bodies.map(({ name, level, from = null, until = null }) => ({
      name,
      level,
      from,
      until,
    }));
    return { items, nextCursor: null };
  }

  private today(): string {
    return vietnamDay(this.clock.now());
  }

  private day(asked: string | undefined): string {
    const day = asked ?? this.today();
    if (!isDay(day))
      throw fieldProblem('asOf', 'bad_day', 'Không có ngày này trong lịch', 'There is no such day');
    return day;
  }

  private async text(statement: Statement, values: readonly unknown[]): Promise<string> {
    const [row] = await this.transactions.run('officer', (tx) =>
      runStatement<{ body: string }>(tx, statement, values),
    );
    return foundText(row ?? null);
  }
}
