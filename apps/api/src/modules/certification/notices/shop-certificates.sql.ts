import { standingSql } from '../certificates/certificates.sql.js';
import { coveredSql } from './due-notices.sql.js';

/** A shop has a handful of products; what was replaced is history and stands with the product. */
const MOST = 200;

/** The certificates of the bound shop on day $1, the soonest to end first, each with what the shop was told. */
export const SHOP_CERTIFICATES = `
  SELECT c.id, jsonb_build_object('slug', p.slug, 'name', p.name) AS product, c.stars,
    c.decision_number AS "decisionNumber", c.decision_date::text AS "decisionDate", c.issued_by AS "issuedBy",
    c.expires_on::text AS "expiresOn", c.valid_until::text AS "validUntil", ${standingSql('$1::date')} AS standing,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('step', n.step, 'endsOn', n.ends_on, 'on', n.noticed_on,
        'delivery', m.status) ORDER BY n.id DESC), '[]')
      FROM certificate_notices n JOIN certificate_messages m ON m.id = n.message_id
      WHERE n.certification_id = c.id AND n.recipient = 'seller') AS notices
  FROM certifications c JOIN products p ON p.id = c.product_id
  WHERE c.issued_on <= $1::date AND ${standingSql('$1::date')} <> 'replaced' AND NOT ${coveredSql('$1::date')}
  ORDER BY c.valid_until < $1::date, c.valid_until, c.id LIMIT ${MOST}`;
