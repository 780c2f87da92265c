import type { Statement } from '../../../../platform/database/reader.js';

/** What decides whether parcel $1 may go by the bound shop's account at carrier $2, and what is in it. */
export const parcelToSend: Statement = {
  name: 'orders-parcel-to-send',
  text: `
    SELECT a.id AS "accountId", g.delivery_method AS "deliveryMethod",
      ARRAY(SELECT DISTINCT coalesce(p.handling, 'ambient') FROM fulfillment_lines x
        JOIN order_lines l ON l.id = x.order_line_id JOIN products p ON p.id = l.product_id
        WHERE x.fulfillment_id = f.id) AS handling,
      (SELECT sum(floor(l.total_vnd * x.quantity / l.quantity)) FROM fulfillment_lines x
        JOIN order_lines l ON l.id = x.order_line_id WHERE x.fulfillment_id = f.id)::float8 AS "valueVnd"
    FROM fulfillments f JOIN orders o ON o.id = f.order_id JOIN order_groups g ON g.id = o.order_group_id
    LEFT JOIN carrier_accounts a ON a.seller_id = o.seller_id AND a.carrier = $2 AND a.status = 'active'
    WHERE f.id = $1`,
};

/** $1 id, $2 parcel, $3 account, $4 the instant, $5 grams, $6 to $8 centimetres, $9 to collect, $10 value. One that lives is enough: no row. */
export const askShipment: Statement = {
  name: 'orders-ask-shipment',
  text: `
    INSERT INTO shipments (id, fulfillment_id, carrier_account_id, status, status_changed_at, grams, length_cm, width_cm,
      height_cm, cod_vnd, value_vnd, created_at, updated_at)
    VALUES ($1, $2, $3, 'asked', $4, $5, $6, $7, $8, $9, $10, $4, $4)
    ON CONFLICT (fulfillment_id) WHERE status IN ('asked', 'booked') DO NOTHING RETURNING id`,
};

/** Shipment $1 as it was asked for. */
export const findShipment: Statement = {
  name: 'orders-find-shipment',
  text: `
    SELECT s.id, s.fulfillment_id AS "parcelId", s.carrier_account_id AS "accountId", s.grams, s.length_cm AS "lengthCm",
      s.width_cm AS "widthCm", s.height_cm AS "heightCm", s.cod_vnd::float8 AS "codVnd", s.value_vnd::float8 AS "valueVnd",
      s.attempts, s.tracking_code AS "trackingCode"
    FROM shipments s WHERE s.id = $1`,
};

/** Who sends parcel $1 by account $2, to where, and what is in it. */
export const sendingFacts: Statement = {
  name: 'orders-sending-facts',
  text: `
    SELECT a.carrier, a.external_account AS "externalAccount", a.secret_sealed AS "secretSealed", a.seller_id AS "sellerId",
      o.id AS "orderId", o.order_group_id AS "groupId", se.name AS "fromName", se.phone AS "fromPhone",
      pr.address_line AS "fromLine", fc.full_name AS "fromCommune",
      CASE WHEN cardinality(fc.former_districts) = 1 THEN fc.former_districts[1] END AS "fromDistrict",
      fp.name AS "fromProvince", tc.full_name AS "toCommune",
      CASE WHEN cardinality(tc.former_districts) = 1 THEN tc.former_districts[1] END AS "toDistrict",
      tp.name AS "toProvince", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
      EXISTS (SELECT FROM fulfillment_lines x JOIN order_lines l ON l.id = x.order_line_id
        JOIN products p ON p.id = l.product_id WHERE x.fulfillment_id = f.id AND p.handling = 'fragile') AS fragile,
      (SELECT json_agg(json_build_object('name', concat_ws(', ', l.product_name, l.variant_name), 'quantity', x.quantity)
          ORDER BY l.created_at, l.id)
        FROM fulfillment_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.fulfillment_id = f.id) AS items
    FROM fulfillments f JOIN orders o ON o.id = f.order_id JOIN order_groups g ON g.id = o.order_group_id
    JOIN carrier_accounts a ON a.id = $2 AND a.seller_id = o.seller_id JOIN sellers se ON se.id = o.seller_id
    JOIN producers pr ON pr.id = se.producer_id JOIN communes fc ON fc.code = pr.commune_code
    JOIN provinces fp ON fp.code = fc.province_code LEFT JOIN communes tc ON tc.code = g.commune_code
    LEFT JOIN provinces tp ON tp.code = g.province_code WHERE f.id = $1`,
};

/** Takes one's turn to ask the carrier: nobody else does for two minutes. $1 shipment, $2 the instant; no row where it is another's. */
export const claimShipment: Statement = {
  name: 'orders-claim-shipment',
  text: `
    UPDATE shipments SET asked_at = $2, attempts = attempts + 1, updated_at = $2
    WHERE id = $1 AND status = 'asked' AND (asked_at IS NULL OR asked_at <= $2::timestamptz - interval '2 minutes')
    RETURNING attempts`,
};

/** $1 shipment, $2 the instant, $3 tracking code, $4 fee or null. */
export const bookShipment: Statement = {
  name: 'orders-book-shipment',
  text: `
    UPDATE shipments SET status = 'booked', status_changed_at = $2, updated_at = $2, tracking_code = $3,
      fee_vnd = coalesce($4, fee_vnd), journey = 'waiting', read_at = $2
    WHERE id = $1 AND status = 'asked' RETURNING fulfillment_id AS "parcelId"`,
};

/** The parcel bears what it is found by at its carrier. $1 parcel, $2 the instant, $3 carrier, $4 its code; both null once it does not go there. */
export const markParcel: Statement = {
  name: 'orders-mark-parcel-carrier',
  text: `UPDATE fulfillments SET carrier = $3, tracking_code = $4, updated_at = $2 WHERE id = $1`,
};

/** $1 shipment, $2 the instant, $3 refused or cancelled, $4 the carrier's words or null. */
export const endShipment: Statement = {
  name: 'orders-end-shipment',
  text: `
    UPDATE shipments SET status = $3, status_changed_at = $2, updated_at = $2, refusal = $4
    WHERE id = $1 AND status IN ('asked', 'booked') RETURNING fulfillment_id AS "parcelId"`,
};

/** The live shipment of parcel $1. */
export const liveShipment: Statement = {
  name: 'orders-live-shipment',
  text: `SELECT id, status FROM shipments WHERE fulfillment_id = $1 AND status IN ('asked', 'booked')`,
};

/** $1 shipment, $2 the instant, $3 the carrier's status, $4 the journey, $5 fee or null. */
export const recordJourney: Statement = {
  name: 'orders-record-journey',
  text: `
    UPDATE shipments SET carrier_status = $3::varchar, journey = $4, fee_vnd = coalesce($5, fee_vnd), updated_at = $2,
      carrier_status_at = CASE WHEN carrier_status = $3::varchar THEN carrier_status_at ELSE $2::timestamptz END
    WHERE id = $1 AND status = 'booked'`,
};

/** Asked and not answered, the longest waiting first. $1 the instant, $2 how many. */
export const unansweredShipments: Statement = {
  name: 'orders-unanswered-shipments',
  text: `
    SELECT id FROM shipments WHERE status = 'asked' AND (asked_at IS NULL OR asked_at <= $1::timestamptz - interval '2 minutes')
    ORDER BY asked_at NULLS FIRST LIMIT $2`,
};

/**
 * Booked ones nobody has asked about since $2, marked as asked about at $1, at most $3; one whose parcel has ended is not
 * asked about, but for what is on its way back.
 */
export const silentShipments: Statement = {
  name: 'orders-silent-shipments',
  text: `
    WITH silent AS (
      SELECT s.id FROM shipments s JOIN fulfillments f ON f.id = s.fulfillment_id
      WHERE s.status = 'booked' AND (s.read_at IS NULL OR s.read_at <= $2) AND f.status IN ('packing', 'handed_over', 'refused')
        AND s.journey <> 'returned'
      ORDER BY s.read_at NULLS FIRST LIMIT $3 FOR UPDATE OF s SKIP LOCKED
    ) UPDATE shipments s SET read_at = $1, updated_at = $1 FROM silent WHERE s.id = silent.id RETURNING s.id`,
};

/** Live ones whose parcel never goes: its order ended, or the rest of it was given up. $1 the instant, $2 how many. */
export const abandonedShipments: Statement = {
  name: 'orders-abandoned-shipments',
  text: `
    SELECT s.id FROM shipments s JOIN fulfillments f ON f.id = s.fulfillment_id JOIN orders o ON o.id = f.order_id
    WHERE s.status IN ('asked', 'booked') AND (f.status = 'unsent' OR (f.status = 'packing' AND o.status = 'cancelled'))
      AND s.updated_at < $1 ORDER BY s.updated_at LIMIT $2`,
};

/** A notice named that code ($2) of that carrier ($1): it is asked about at the next sweep. */
export const wakeShipment: Statement = {
  name: 'orders-wake-shipment',
  text: `
    UPDATE shipments s SET read_at = NULL FROM carrier_accounts a
    WHERE a.id = s.carrier_account_id AND a.carrier = $1 AND s.tracking_code = $2 AND s.status = 'booked'`,
};

/** Parcel $1 with its place in its order, for whoever moves it by what a carrier said. */
export const parcelOfShipment: Statement = {
  name: 'orders-parcel-of-shipment',
  text: `SELECT f.id, f.number, f.status, f.order_id AS "orderId" FROM fulfillments f WHERE f.id = $1`,
};
