import { makeOrderOfShop, makeParcel } from './authority-things.js';
import { makeReturn, makeReturnPhoto } from './return-things.js';
import { reviewThings } from './review-things.js';
import type { World } from './world.js';

/** What addresses of a shop's orders name; part of things.ts. */
export const orderThings = {
  ...reviewThings,
  'an order': { territorial: false, make: makeOrderOfShop },
  'a return': { territorial: false, make: makeReturn },
  'a picture of a return': { territorial: false, make: makeReturnPhoto },
  'an order with a contract': { territorial: false, make: makeContract },
  'a parcel': { territorial: false, make: makeParcel },
} as const;

async function makeContract(world: World): Promise<Record<string, string>> {
  const { code = '' } = await makeOrderOfShop(world);
  const agreed = {
    form: 1,
    orderCode: code,
    groupCode: code,
    orderedAt: '2026-11-23T03:00:00.000Z',
    seller: {
      slug: 'mau',
      name: 'Mẫu',
      legalName: 'Mẫu',
      kind: 'household',
      address: '',
      phone: '',
      taxCode: null,
    },
    lines: [],
    itemsVnd: 0,
    shippingFeeVnd: 0,
    discountVnd: 0,
    discountBy: null,
    totalVnd: 0,
    payment: { method: 'cod', bankBin: null, accountNumber: null, accountName: null },
    delivery: { method: 'ship', label: 'Giao', days: { min: 1, max: 1 }, point: null },
  };
  const floor = { name: 'Sàn', operator: 'Sàn', address: '', phone: '', email: '' };
  await world.database.query(
    `WITH t AS (INSERT INTO contract_terms (digest, content) VALUES (encode(sha256(convert_to($3::text, 'UTF8')), 'hex'), $3::text)
       ON CONFLICT DO NOTHING)
     INSERT INTO order_contracts (order_id, content, digest, terms_digest)
     SELECT id, $2::text, encode(sha256(convert_to($2::text, 'UTF8')), 'hex'), encode(sha256(convert_to($3::text, 'UTF8')), 'hex')
     FROM orders WHERE code = $1`,
    [code, JSON.stringify(agreed), JSON.stringify({ version: '1', sections: [], floor })],
  );
  return { code };
}
