import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { cursorSql, readCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import { handIn } from '../certificates/find-certificate.js';
import { FormSubjects } from '../certificates/form-subjects.js';
import type { AssessmentsQueryDto, RecordAssessmentDto } from './assessment.dto.js';
import { RecordAssessment } from './record-assessment.js';

/** The list's name in its cursors. */
const LIST = 'assessments';

/** The latest first. $1 communes (null: all), $2 words, $3 a commune, $4 limit, $5 and $6 the place (day and id). */
const ASSESSMENTS = `
  WITH page AS MATERIALIZED (
    SELECT a.*, a.assessed_on::text AS key, co.full_name, p.slug, p.name AS floor_name
    FROM assessments a JOIN communes co ON co.code = a.commune_code LEFT JOIN products p ON p.id = a.product_id
    WHERE ($1::varchar[] IS NULL OR a.commune_code = ANY ($1))
      AND ($2::text IS NULL OR fold_vi($2) <> '' AND (fold_vi(a.product_name) LIKE '%' || fold_vi($2) || '%'
        OR fold_vi(a.holder_name) LIKE '%' || fold_vi($2) || '%'))
      AND ($3::varchar IS NULL OR a.commune_code = $3)
      AND ($5::text IS NULL OR (a.assessed_on::text, a.id::text) < ($5, $6))
    ORDER BY a.assessed_on DESC, a.id DESC LIMIT $4::int + 1),
  shown AS (SELECT * FROM page ORDER BY assessed_on DESC, id DESC LIMIT $4::int)
  SELECT json_build_object(
    'items', coalesce((SELECT json_agg(json_build_object('id', id, 'productName', product_name, 'set', set_no,
        'holderName', holder_name, 'holderKind', holder_kind,
        'commune', json_build_object('code', commune_code, 'name', full_name),
        'product', CASE WHEN product_id IS NOT NULL THEN json_build_object('slug', slug, 'name', floor_name) END,
        'assessedOn', assessed_on, 'stars', stars, 'score', score, 'reportNumber', report_number)
        ORDER BY assessed_on DESC, id DESC) FROM shown), '[]'),
    'nextCursor', CASE WHEN (SELECT count(*) FROM page) > $4::int THEN (SELECT ${cursorSql(LIST, 'key', 'id::text')}
      FROM shown ORDER BY assessed_on, id LIMIT 1) END)::text AS body`;

/** What councils found, in an officer's communes: read, entered from a form, taken back where it was entered wrongly. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly subjects: FormSubjects,
    private readonly recordAssessment: RecordAssessment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** JSON text of a page. @throws Problem invalid_cursor */
  async list({ communes }: Officer, { q, commune, limit, cursor }: AssessmentsQueryDto): Promise<string> {
    const place = cursor === undefined ? null : readCursor(LIST, { key: 'text', id: 'uuid' }, cursor);
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<{ body: string }[]>(ASSESSMENTS, [
        communes,
        q?.trim() ? q : null,
        commune ?? null,
        limit ?? 24,
        place?.key ?? null,
        place?.id ?? null,
      ]),
    );
    return row?.body ?? '';
  }

  /** @throws Problem as `RecordAssessment`; validation_failed: three stars and more are entered with their certificate */
  async record(officer: Officer, body: RecordAssessmentDto): Promise<{ id: string }> {
    const { assessedOn, stars, score, reportNumber, ...named } = body;
    if (stars > 2)
      throw fieldProblem(
        'stars',
        'stars_certified',
        'Kết quả từ 3 sao trở lên được ghi cùng giấy chứng nhận (Quyết định 26/2026/QĐ-TTg, Điều 4.1.a)',
        'Three stars and more are recorded with their certificate (Decision 26/2026/QĐ-TTg, Art. 4.1.a)',
      );
    const { productSlug, productName, setNo, holderName, holderKind, communeCode, registerNumber } = named;
    const subject = await this.subjects.of(officer, {
      productSlug,
      productName,
      setNo,
      holderName,
      holderKind,
      communeCode,
      registerNumber,
    });
    const { assessmentId } = await this.recordAssessment.run(officer, {
      ...subject,
      assessedOn,
      stars,
      score,
      ...(reportNumber === undefined ? {} : { reportNumber }),
    });
    return { id: assessmentId };
  }

  /** Takes a wrong entry back; what stood there and why it went is history. @throws Problem not_found, not_allowed */
  async remove({ communes, accountId }: Officer, id: string, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const [found] = await tx.query<{ own: boolean; before: object }[]>(
        `SELECT ${handIn('a.product_id', '$3::uuid')} AS own, to_jsonb(a) - 'created_at' - 'updated_at' AS before
         FROM assessments a WHERE a.id = $1 AND ($2::varchar[] IS NULL OR a.commune_code = ANY ($2)) FOR UPDATE OF a`,
        [id, communes, accountId],
      );
      if (found === undefined) throw new Problem('not_found');
      if (found.own) throw new Problem('not_allowed');
      await tx.query(`DELETE FROM assessments WHERE id = $1`, [id]);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'assessment.removed',
          subjectType: 'assessment',
          subjectId: id,
          before: found.before,
          after: { reason },
        },
      ]);
    });
  }
}
