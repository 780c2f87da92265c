import type { FakeClock } from '#kernel/time';
import { testApp, type TestApp } from './app.js';
import { Buyer } from './buyer.js';
import { clockAtSeeding } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { SmallFloor, type SmallSeller } from './small-floor.js';

/** A small floor that is open for business: database, one API on it, a buyer at its counter, a clock to move. */
export interface SmallShop {
  database: TestDatabase;
  floor: SmallFloor;
  app: TestApp;
  buyer: Buyer;
  clock: FakeClock;
  /** A seller who takes cash and transfers, there from the start. */
  seller: SmallSeller;
  close(): Promise<void>;
}

export async function openSmallShop({ env = {} }: { env?: Record<string, string> } = {}): Promise<SmallShop> {
  const database = await testDatabase();
  const floor = await SmallFloor.in(database);
  const clock = clockAtSeeding();
  const app = await testApp({ database, clock, env });
  return {
    database,
    floor,
    app,
    clock,
    buyer: new Buyer(app.url),
    seller: await floor.seller('rach-goc'),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
