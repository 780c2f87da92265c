import { instantKeySql } from '../../../platform/http/cursor.js';

export const AUDIT_CURSOR = 'audit-records';

export interface AuditRow {
  id: string;
  occurredAt: Date;
  /** As a cursor carries it: to the microsecond. */
  key: string;
  action: string;
  subjectType: string;
  subjectId: string;
  subjectName: string | null;
  actorKind: string;
  actorId: string | null;
  sellerId: string | null;
  sellerSlug: string | null;
  sellerName: string | null;
  mandateId: string | null;
  before: unknown;
  after: unknown;
  requestId: string | null;
}

/** What a list of records may be narrowed to; each stands in the statement only where it is asked for. */
export interface AuditFilter {
  subjectType: string | undefined;
  subjectId: string | undefined;
  actorId: string | undefined;
  sellerId: string | undefined;
  /** Whole, or a first half that ends in a dot. */
  action: string | undefined;
  from: Date | undefined;
  /** Before this moment. */
  to: Date | undefined;
  after: { key: string; id: string } | undefined;
  /** The reader's communes; undefined is the whole province. */
  communes: readonly string[] | undefined;
}

const SHOPS_HERE = (communes: string): string =>
  `SELECT s.id FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE p.commune_code = ANY (${communes})`;

/** Of shops and cooperatives in those communes, and of what hangs below the shops. People belong to no commune. */
const here = (communes: string): string => `(
  r.seller_id IN (${SHOPS_HERE(communes)})
  OR r.subject_type = 'seller' AND r.subject_id IN (${SHOPS_HERE(communes)})
  OR r.subject_type = 'product' AND r.subject_id IN (SELECT id FROM products WHERE seller_id IN (${SHOPS_HERE(communes)}))
  OR r.subject_type = 'order' AND r.subject_id IN (SELECT id FROM orders WHERE seller_id IN (${SHOPS_HERE(communes)}))
  OR r.subject_type = 'certification' AND r.subject_id IN (SELECT c.id FROM certifications c
    JOIN products q ON q.id = c.product_id WHERE q.seller_id IN (${SHOPS_HERE(communes)}))
  OR r.subject_type = 'cooperative' AND r.subject_id IN (SELECT id FROM cooperatives WHERE commune_code = ANY (${communes})))`;

/** The statement for that filter, the newest first: its text and values, the limit last. */
export function auditList(filter: AuditFilter, limit: number): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const value = (of: unknown, type: string): string => `$${values.push(of)}::${type}`;
  const conditions: string[] = [];
  const { subjectType, subjectId, actorId, sellerId, action, from, to, after, communes } = filter;
  if (subjectType !== undefined) conditions.push(`r.subject_type = ${value(subjectType, 'varchar')}`);
  if (subjectId !== undefined) conditions.push(`r.subject_id = ${value(subjectId, 'uuid')}`);
  if (actorId !== undefined) conditions.push(`r.actor_id = ${value(actorId, 'uuid')}`);
  if (sellerId !== undefined) {
    const seller = value(sellerId, 'uuid');
    conditions.push(`(r.seller_id = ${seller} OR r.subject_type = 'seller' AND r.subject_id = ${seller})`);
  }
  if (action !== undefined)
    conditions.push(
      action.endsWith('.')
        ? `starts_with(r.action, ${value(action, 'text')})`
        : `r.action = ${value(action, 'varchar')}`,
    );
  if (from !== undefined) conditions.push(`r.occurred_at >= ${value(from, 'timestamptz')}`);
  if (to !== undefined) conditions.push(`r.occurred_at < ${value(to, 'timestamptz')}`);
  if (after !== undefined)
    conditions.push(
      `(r.occurred_at, r.id) < (${value(after.key, 'timestamptz')}, ${value(after.id, 'uuid')})`,
    );
  if (communes !== undefined) conditions.push(here(value(communes, 'varchar[]')));
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join('\n    AND ')}`;
  const text = `
  WITH page AS (
    SELECT r.* FROM audit_records r ${where}
    ORDER BY r.occurred_at DESC, r.id DESC LIMIT ${value(limit, 'int')})
  SELECT r.id, r.occurred_at AS "occurredAt", ${instantKeySql('r.occurred_at')} AS key, r.action,
    r.subject_type AS "subjectType", r.subject_id AS "subjectId",
    CASE r.subject_type
      WHEN 'seller' THEN (SELECT name FROM sellers WHERE id = r.subject_id)
      WHEN 'product' THEN (SELECT name FROM products WHERE id = r.subject_id)
      WHEN 'cooperative' THEN (SELECT name FROM cooperatives WHERE id = r.subject_id)
      WHEN 'order' THEN (SELECT code FROM orders WHERE id = r.subject_id)
      WHEN 'certification' THEN (SELECT product_code FROM certifications WHERE id = r.subject_id) END AS "subjectName",
    r.actor_kind AS "actorKind", r.actor_id AS "actorId", r.seller_id AS "sellerId", s.slug AS "sellerSlug",
    s.name AS "sellerName", r.mandate_id AS "mandateId", r.before, r.after, r.request_id AS "requestId"
  FROM page r LEFT JOIN sellers s ON s.id = r.seller_id
  ORDER BY r.occurred_at DESC, r.id DESC`;
  return { text, values };
}
