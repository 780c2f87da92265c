import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { HOUR_MS, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { fieldProblem } from '../../platform/http/validation.js';
import type { Officer } from '../identity/index.js';
import { ActOnRequest } from './act-on-request.js';
import type { EnterAuthorityRequestDto } from './authority-request.dto.js';
import { AuthorityRequest } from './authority-request.entity.js';
import { findSubject } from './find-subject.js';

/**
 * Decree 248/2026/NĐ-CP (handbook §4.1): what an authority asks for is taken down, suspended or told within 24 hours of its
 * request. The article's number is to be checked before it is printed.
 */
const ANSWERED_WITHIN_HOURS = 24;

/** Enters an authority's request; where it says so, with the act it asks for, in one go. */
@Injectable()
export class EnterRequest {
  constructor(
    private readonly transactions: Transactions,
    private readonly act: ActOnRequest,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The id of the request.
   *
   * @throws Problem validation_failed (nothing by that name, days to come, entered already), and with `actNow` whatever
   *   the act refuses: then nothing is entered either
   */
  async run(officer: Officer, form: EnterAuthorityRequestDto): Promise<string> {
    const now = this.clock.now();
    const receivedAt = new Date(form.receivedAt);
    demandPast(form, receivedAt, now);
    const {
      authority,
      documentNumber,
      documentDate,
      kind,
      details,
      personalData = false,
      actNow = false,
    } = form;
    if (personalData && kind !== 'information')
      throw fieldProblem(
        'personalData',
        'not_allowed_value',
        'Chỉ yêu cầu cung cấp thông tin mới kèm dữ liệu người mua',
        'Only a request for information can ask who ordered',
      );
    const id = uuidv7(now.getTime());
    await this.transactions.run('officer', async (tx) => {
      const subject = await findSubject(tx, officer, form);
      const request = {
        id,
        authority,
        documentNumber,
        documentDate,
        receivedAt,
        dueAt: new Date(receivedAt.getTime() + ANSWERED_WITHIN_HOURS * HOUR_MS),
        kind,
        ...subject,
        details,
        personalData,
        status: 'open' as const,
        statusChangedAt: now,
        answer: null,
        takedownId: null,
        suspensionId: null,
        certificationId: null,
        enteredBy: officer.accountId,
        closedBy: null,
        createdAt: now,
        updatedAt: now,
      };
      await tx.insert(AuthorityRequest, request).catch((error: unknown) => {
        throw brokenConstraint(error) === 'authority_requests_once_key'
          ? fieldProblem(
              'documentNumber',
              'taken',
              'Văn bản này đã có trong sổ',
              'This paper is in the book already',
            )
          : error;
      });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'authority_request.entered',
          subjectType: 'authority_request',
          subjectId: id,
          after: { authority, documentNumber, documentDate, kind, ...subject, personalData },
        },
      ]);
      if (actNow && kind !== 'information')
        await this.act.carryOut(tx, officer, request, details.slice(0, 2_000), now);
    });
    return id;
  }
}

function demandPast({ documentDate }: EnterAuthorityRequestDto, receivedAt: Date, now: Date): void {
  if (receivedAt > now)
    throw fieldProblem('receivedAt', 'in_the_future', 'Thời điểm này chưa tới', 'This is still to come');
  if (documentDate > vietnamDay(now))
    throw fieldProblem('documentDate', 'in_the_future', 'Ngày này chưa tới', 'This day is still to come');
}
