import { nextNumber } from '../support/numbering.js';
import type { World } from './world.js';

/** What addresses of delivery name; part of things.ts. */
export const deliveryThings = {
  'a carrier': { territorial: false, make: async () => ({ carrier: 'ghn' }) },
  'an account at a carrier': { territorial: false, make: makeCarrierAccount },
  'a tourism point': { territorial: true, make: async () => ({ slug: 'mui-ca-mau' }) },
  // Routes cross communes; a commune’s officer is told so when one would change.
  'a route': { territorial: false, make: makeRoute },
  'a visit': { territorial: false, make: makeVisit },
  'a keeper of a point': { territorial: true, make: makeKeeper },
  'a photograph of a point': { territorial: true, make: makePhoto },
} as const;

async function makeCarrierAccount({ database, shop }: World): Promise<Record<string, string>> {
  await database.query(
    `INSERT INTO carrier_accounts (seller_id, carrier, external_account, secret_sealed, status, status_changed_at)
     VALUES ($1, 'ghn', '189517', 'x', 'active', now()) ON CONFLICT DO NOTHING`,
    [shop.sellerId],
  );
  return { carrier: 'ghn' };
}

async function makeKeeper({ database, people }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const [keeper] = await database.query<{ id: string }>(
    `INSERT INTO point_keepers (tourism_point_id, account_id, granted_by)
     SELECT id, $1, $1 FROM tourism_points WHERE slug = 'mui-ca-mau' RETURNING id`,
    [accountId],
  );
  if (keeper === undefined) throw new Error('Nobody keeps the point');
  return { slug: 'mui-ca-mau', keeperId: keeper.id };
}

async function makePhoto({ database, people }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  await database.query(`DELETE FROM point_photos`);
  const [photo] = await database.query<{ id: string }>(
    `INSERT INTO point_photos (tourism_point_id, position, sha, width, height, alt, added_by)
     SELECT id, 1, repeat('c', 64), 4, 3, 'Cột mốc', $1 FROM tourism_points WHERE slug = 'mui-ca-mau' RETURNING id`,
    [accountId],
  );
  if (photo === undefined) throw new Error('The point has no photograph');
  return { slug: 'mui-ca-mau', photoId: photo.id };
}

async function makeRoute({ database }: World): Promise<Record<string, string>> {
  const slug = `tuyen-${nextNumber('route')}`;
  await database.query(
    `INSERT INTO tourism_routes (slug, name, summary, access, published) VALUES ($1, $1, 'Tuyến thử', 'road', true)`,
    [slug],
  );
  return { slug };
}

async function makeVisit({ database, shop }: World): Promise<Record<string, string>> {
  const [visit] = await database.query<{ id: string }>(
    `INSERT INTO visit_requests (seller_id, tourism_point_id, day, people, status, status_changed_at)
     SELECT $1, id, '2099-01-01', 2, 'requested', now() FROM tourism_points WHERE slug = 'mui-ca-mau' RETURNING id`,
    [shop.sellerId],
  );
  if (visit === undefined) throw new Error('No visit was asked for');
  return { visitId: visit.id };
}
