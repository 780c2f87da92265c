import type { Statement } from '../../../platform/database/reader.js';

/** The parcel of that key, if it was packed already. */
export const findByKey: Statement = {
  name: 'orders-parcel-by-key',
  text: `SELECT id FROM fulfillments WHERE order_id = $1 AND key = $2`,
};

/** Pieces of each line of an order that lie in no parcel yet. */
export const unpackedLines: Statement = {
  name: 'orders-unpacked-lines',
  text: `
    SELECT l.id AS "lineId", (l.quantity - coalesce(sum(x.quantity), 0))::integer AS quantity
    FROM order_lines l LEFT JOIN fulfillment_lines x ON x.order_line_id = l.id
    WHERE l.order_id = $1 GROUP BY l.id, l.quantity, l.created_at ORDER BY l.created_at, l.id`,
};

/** $1 id, $2 order, $3 key, $4 the instant, $5 [{lineId, quantity}]. */
export const writeParcel: Statement = {
  name: 'orders-write-parcel',
  text: `
    WITH parcel AS (
      INSERT INTO fulfillments (id, order_id, number, key, status, status_changed_at, created_at, updated_at)
      SELECT $1, $2, 1 + coalesce(max(number), 0), $3, 'packing', $4, $4, $4 FROM fulfillments WHERE order_id = $2
      RETURNING id, number
    ), packed AS (
      INSERT INTO fulfillment_lines (fulfillment_id, order_line_id, quantity, created_at, updated_at)
      SELECT p.id, w."lineId", w.quantity, $4, $4
      FROM parcel p, jsonb_to_recordset($5::jsonb) AS w("lineId" uuid, quantity integer)
    )
    SELECT number FROM parcel`,
};

/** A parcel ($1) of an order ($2). */
export const findParcel: Statement = {
  name: 'orders-find-parcel',
  text: `SELECT id, number, status FROM fulfillments WHERE id = $1 AND order_id = $2`,
};

/** What lies in parcels $1. */
export const linesOfParcels: Statement = {
  name: 'orders-lines-of-parcels',
  text: `SELECT fulfillment_id AS "parcelId", order_line_id AS "lineId", quantity, refused_quantity AS refused
    FROM fulfillment_lines WHERE fulfillment_id = ANY ($1::uuid[]) ORDER BY created_at, order_line_id`,
};

/** $1 parcel, $2 the instant, $3 from where it may come, $4 carrier, $5 tracking code; null where those of its shipment stay. */
export const handOverParcel: Statement = {
  name: 'orders-hand-over-parcel',
  text: `UPDATE fulfillments SET status = 'handed_over', status_changed_at = $2, handed_over_at = $2, updated_at = $2,
      carrier = coalesce($4, carrier), tracking_code = coalesce($5, tracking_code) WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** $1 parcel, $2 the instant, $3 from where it may come, $4 `delivered` or `refused`. */
export const endJourney: Statement = {
  name: 'orders-end-journey',
  text: `UPDATE fulfillments SET status = $4, status_changed_at = $2, arrived_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** $1 parcel, $2 the instant, $3 [{lineId, quantity}]. */
export const writeRefused: Statement = {
  name: 'orders-write-refused',
  text: `UPDATE fulfillment_lines l SET refused_quantity = w.quantity, updated_at = $2
    FROM jsonb_to_recordset($3::jsonb) AS w("lineId" uuid, quantity integer)
    WHERE l.fulfillment_id = $1 AND l.order_line_id = w."lineId" RETURNING l.id`,
};

/** Parcels of order $1 that stay at the shop since $2, from where they may come ($3), for what reason ($4) and words ($5). */
export const keepParcels: Statement = {
  name: 'orders-keep-parcels',
  text: `
    WITH kept AS (
      UPDATE fulfillments SET status = 'unsent', status_changed_at = $2, arrived_at = $2, updated_at = $2,
        unsent_reason = $4, unsent_words = $5
      WHERE order_id = $1 AND status = ANY ($3) RETURNING id, number
    ), lines AS (
      -- Nobody took what never came.
      UPDATE fulfillment_lines l SET refused_quantity = l.quantity, updated_at = $2 FROM kept k WHERE l.fulfillment_id = k.id
      RETURNING l.fulfillment_id, l.quantity
    )
    SELECT k.id, k.number, sum(l.quantity)::integer AS pieces FROM kept k JOIN lines l ON l.fulfillment_id = k.id
    GROUP BY k.id, k.number ORDER BY k.number`,
};

/** A row where something of order $1 is on its way, or was taken. */
export const somethingSent: Statement = {
  name: 'orders-something-sent',
  text: `SELECT 1 FROM fulfillments f WHERE f.order_id = $1 AND (f.status IN ('handed_over', 'delivered') OR EXISTS (
      SELECT FROM fulfillment_lines l WHERE l.fulfillment_id = f.id AND f.status <> 'packing'
        AND l.refused_quantity < l.quantity)) LIMIT 1`,
};

/** $1 parcel, $2 the instant, $3 from where it may come. */
export const bringBack: Statement = {
  name: 'orders-bring-parcel-back',
  text: `UPDATE fulfillments SET status = 'returned_to_sender', status_changed_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** $1 parcel, $2 the instant, $3 [{lineId, returned, writtenOff}]. */
export const writeReturned: Statement = {
  name: 'orders-write-returned',
  text: `UPDATE fulfillment_lines l SET returned_quantity = w.returned, written_off_quantity = w."writtenOff", updated_at = $2
    FROM jsonb_to_recordset($3::jsonb) AS w("lineId" uuid, returned integer, "writtenOff" integer)
    WHERE l.fulfillment_id = $1 AND l.order_line_id = w."lineId"`,
};

/** Each line of an order ($1) with what was ordered, sent, and what became of it at the door. */
export const journeys: Statement = {
  name: 'orders-journeys',
  text: `
    SELECT l.id, l.quantity, l.total_vnd::float8 AS "totalVnd",
      coalesce(sum(x.quantity) FILTER (WHERE f.arrived_at IS NOT NULL), 0)::integer AS arrived,
      coalesce(sum(x.quantity) FILTER (WHERE f.status <> 'packing'), 0)::integer AS sent,
      coalesce(sum(x.refused_quantity), 0)::integer AS refused,
      coalesce(sum(x.quantity) FILTER (WHERE f.status = 'unsent'), 0)::integer AS unsent
    FROM order_lines l LEFT JOIN fulfillment_lines x ON x.order_line_id = l.id
    LEFT JOIN fulfillments f ON f.id = x.fulfillment_id
    WHERE l.order_id = $1 GROUP BY l.id ORDER BY l.created_at, l.id`,
};
