/** What was withheld in the months whose names begin with $1 (a month, or a year), by shop, month and kind. */
export const TAX_OF_PERIOD = `
  SELECT w.month, s.slug, s.name AS "shopName", p.legal_name AS "sellerName", p.tax_code AS "taxCode", w.kind,
    coalesce(sum(w.revenue_vnd) FILTER (WHERE w.reverses_id IS NULL), 0)::float8 AS "soldVnd",
    coalesce(-sum(w.revenue_vnd) FILTER (WHERE w.reverses_id IS NOT NULL), 0)::float8 AS "takenBackVnd",
    sum(w.revenue_vnd)::float8 AS "revenueVnd", sum(w.vat_vnd)::float8 AS "vatVnd", sum(w.pit_vnd)::float8 AS "pitVnd",
    coalesce(sum(w.vat_vnd + w.pit_vnd) FILTER (WHERE w.mode = 'seller_owes'), 0)::float8 AS "owedBySellerVnd"
  FROM tax_withholdings w JOIN sellers s ON s.id = w.seller_id JOIN producers p ON p.id = s.producer_id
  WHERE starts_with(w.month, $1) GROUP BY w.month, s.id, p.id, w.kind ORDER BY s.slug, w.month, w.kind`;

/** Whether something that happened before $1 waits to be posted. */
export const WAITS_TO_BE_POSTED = `
  SELECT EXISTS (SELECT FROM ledger_causes WHERE posted_at IS NULL AND occurred_at < $1) AS waits`;

/** Forms of a period, the latest version first. */
export const FORMS_OF_PERIOD = `
  SELECT id, period, version, digest, issued_at AS "issuedAt", content FROM tax_forms
  WHERE period = $1 ORDER BY version DESC LIMIT 100`;

export const INSERT_FORM = `
  INSERT INTO tax_forms (id, period, version, content, digest, issued_at, issued_by, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $6)`;

export const FORM = `SELECT id, period, version, digest, issued_at AS "issuedAt", content FROM tax_forms WHERE id = $1`;

/** What was kept back of the bound shop's sales, the latest month first. */
export const OWN_WITHHOLDINGS = `
  SELECT month, sum(revenue_vnd)::float8 AS "revenueVnd",
    coalesce(sum(vat_vnd + pit_vnd) FILTER (WHERE mode = 'withheld' AND reverses_id IS NULL), 0)::float8 AS "withheldVnd",
    coalesce(sum(vat_vnd + pit_vnd) FILTER (WHERE mode = 'seller_owes' AND reverses_id IS NULL), 0)::float8 AS "owedVnd",
    coalesce(-sum(vat_vnd + pit_vnd) FILTER (WHERE reverses_id IS NOT NULL), 0)::float8 AS "reversedVnd"
  FROM tax_withholdings GROUP BY month ORDER BY month DESC LIMIT 36`;

/** The bound shop's lines of the latest form of each year. */
export const OWN_CERTIFICATES = `
  SELECT year, version, issued_at AS "issuedAt", digest, rows FROM own_tax_certificates()`;
