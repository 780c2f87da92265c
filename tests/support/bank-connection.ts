import { uuidv7 } from '#kernel/ids';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../apps/api/src/platform/sealing/data-keys.js';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';
import type { SmallSeller } from './small-floor.js';

/** The account number that every shop of the small floor has. */
export const SMALL_ACCOUNT = 'MAU0000017';

/** A shop's connection to SePay as its page makes it, by rows; the path of its address below the API. */
export async function connectSepay(
  app: TestApp,
  database: TestDatabase,
  { sellerId }: SmallSeller,
  secret: string,
): Promise<string> {
  const id = uuidv7();
  const sealed = await app.get(Transactions).run('officer', async (tx) => {
    const key = await app.get(DataKeys).create(tx, 'seller', sellerId);
    return key.seal(secret, 'payment_connections.secret');
  });
  await database.query(
    `INSERT INTO payment_connections (id, seller_id, provider, status, status_changed_at, secret_sealed)
     VALUES ($1, $2, 'sepay', 'on', now(), $3)`,
    [id, sellerId, sealed],
  );
  return `/api/v1/webhooks/bank/sepay/${id}`;
}
