import type { World } from './world.js';

/** What addresses of delivery name; part of things.ts. */
export const deliveryThings = {
  'a carrier': { territorial: false, make: async () => ({ carrier: 'ghn' }) },
  'an account at a carrier': { territorial: false, make: makeCarrierAccount },
  'a tourism point': { territorial: true, make: async () => ({ slug: 'mui-ca-mau' }) },
} as const;

async function makeCarrierAccount({ database, shop }: World): Promise<Record<string, string>> {
  await database.query(
    `INSERT INTO carrier_accounts (seller_id, carrier, external_account, secret_sealed, status, status_changed_at)
     VALUES ($1, 'ghn', '189517', 'x', 'active', now()) ON CONFLICT DO NOTHING`,
    [shop.sellerId],
  );
  return { carrier: 'ghn' };
}
