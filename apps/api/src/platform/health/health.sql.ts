import type { Statement } from '../database/reader.js';

/** Reached, and migrated: a database without the gate's function is not this floor's. */
export const databaseReady: Statement = {
  name: 'database_ready',
  text: `SELECT to_regclass('shop_listings') IS NOT NULL AS ready`,
};
