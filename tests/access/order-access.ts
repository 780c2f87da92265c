import { inShop, type Line } from './lines.js';

/** Who in a shop works on its orders. */
const orderPeople = inShop('owner', 'staff for orders', 'mandate');

/** Who may call what of a shop's own orders; part of route-access.ts. */
export const orderAccess: Readonly<Record<string, Line>> = {
  // Goods sold by weight
  'GET v1/seller/:sellerSlug/orders-to-weigh': orderPeople,
  'POST v1/seller/:sellerSlug/orders/:code/weighings': orderPeople.about('an order to weigh').taking(() => ({
    key: 'mau-0002',
    lines: [{ lineId: '01900000-0000-7000-8000-000000000000', grams: 1 }],
  })),
};
