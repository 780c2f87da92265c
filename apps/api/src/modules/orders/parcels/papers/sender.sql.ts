import type { Statement } from '../../../../platform/database/reader.js';

/** Who sends, as a parcel says it. */
export interface Sender {
  name: string;
  phone: string;
  commune: string;
}

/** Of the bound shop $1. */
export const senderOfParcel: Statement = {
  name: 'orders-sender-of-parcel',
  text: `
    SELECT s.name, s.phone, c.full_name AS commune FROM sellers s JOIN producers p ON p.id = s.producer_id
    JOIN communes c ON c.code = p.commune_code WHERE s.id = $1`,
};

/** How the goods of parcel $1 want to be carried, each kind once. */
export const handlingOfParcel: Statement = {
  name: 'orders-handling-of-parcel',
  text: `
    SELECT DISTINCT p.handling FROM fulfillment_lines x JOIN order_lines l ON l.id = x.order_line_id
    JOIN products p ON p.id = l.product_id
    WHERE x.fulfillment_id = $1 AND p.handling IS NOT NULL AND p.handling <> 'ambient' ORDER BY 1`,
};
