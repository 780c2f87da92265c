import type { TestDatabase } from './database.js';

/** A statement as it was kept before statements told what came back. */
export const FIRST_FORM = {
  id: '01900000-0000-7000-8000-000000000090',
  code: 'CDFHJKMNPRT2',
  content: {
    form: 1,
    slug: 'htx-ba-khia',
    shopName: 'Gian hàng htx-ba-khia',
    legalName: 'HTX Mẫu htx-ba-khia',
    taxCode: '2001234567',
    address: 'Cà Mau',
    fromMonth: '2026-08',
    toMonth: '2026-11',
    rows: [
      {
        month: '2026-11',
        product: 'Ba khía muối',
        slug: 'ba-khia',
        unit: 'hũ',
        quantity: 12,
        itemsVnd: 933_324,
        completedVnd: 544_439,
      },
    ],
    months: [
      {
        month: '2026-11',
        orders: 2,
        completedOrders: 1,
        itemsVnd: 933_324,
        discountVnd: 0,
        shippingFeeVnd: 25_000,
        totalVnd: 958_324,
      },
    ],
    sum: {
      orders: 2,
      completedOrders: 1,
      itemsVnd: 933_324,
      completedVnd: 544_439,
      discountVnd: 0,
      shippingFeeVnd: 25_000,
      totalVnd: 958_324,
    },
  },
};

/** Beside the statement of that id: of the same shop, issued at the same moment. */
export async function keepFirstStatement(database: TestDatabase, besideId: string): Promise<void> {
  await database.query(
    `INSERT INTO sales_statements SELECT (jsonb_populate_record(s, jsonb_build_object('id', $2::text, 'number', 90,
      'code', $3::text, 'content', $4::text, 'digest', encode(sha256(convert_to($4, 'UTF8')), 'hex')))).*
     FROM sales_statements s WHERE s.id = $1`,
    [besideId, FIRST_FORM.id, FIRST_FORM.code, JSON.stringify(FIRST_FORM.content)],
  );
}
