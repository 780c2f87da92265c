import { addDays, HOUR_MS, startOfVietnamDay, type Day, type FakeClock } from '#kernel/time';
import { CertificationJobs } from '../../apps/api/src/modules/certification/index.js';
import type { Message } from '../../apps/api/src/platform/mail/messages.js';
import { testApp, type TestApp } from './app.js';
import { clockAtSeeding } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { nextNumber } from './numbering.js';
import { readMessages } from './outbox.js';
import { People } from './people.js';
import { SmallFloor, type SmallProduct } from './small-floor.js';

/** Of what is issued on this day the last one is 23/11/2026. */
export const ISSUED = '2023-11-23';
export const LAST: Day = '2026-11-23';
/** So many days before the last one; negative is after it. */
export const before = (days: number): Day => addDays(LAST, -days);

/** A product whose shop, of its own, can be reached by telephone. */
export interface NoticedProduct extends SmallProduct {
  sellerId: string;
  shop: string;
  phone: string;
}

/** What was written down to be told. */
export interface Told extends Record<string, unknown> {
  step: string;
  on: Day;
}

/** A floor on which certificates run out on one day, and everything that tells of it. */
export class NoticeBoard {
  private constructor(
    readonly app: TestApp,
    readonly database: TestDatabase,
    readonly clock: FakeClock,
    readonly floor: SmallFloor,
    readonly people: People,
  ) {}

  static async open(): Promise<NoticeBoard> {
    const database = await testDatabase();
    const clock = clockAtSeeding();
    const app = await testApp({ database, clock });
    const floor = await SmallFloor.in(database);
    return new NoticeBoard(app, database, clock, floor, new People(app, database, clock));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  /** Long before any notice, with nothing told and nothing to tell. */
  async wipe(): Promise<void> {
    this.at(before(200));
    await this.database.query(`DELETE FROM certificate_notices`);
    await this.database.query(`DELETE FROM certificate_messages`);
    await this.database.query(`UPDATE certifications SET revoked_on = issued_on, revocation_ground = 'a',
      revocation_decision = 'x'`);
  }

  /** Nine in the morning of that day in Vietnam, unless at another hour. */
  at(day: Day, hour = 9): void {
    this.clock.set(new Date(startOfVietnamDay(day).getTime() + hour * HOUR_MS));
  }

  /** What the worker does twice an hour. */
  tell(): Promise<void> {
    return this.app.get(CertificationJobs).tell();
  }

  async product(): Promise<NoticedProduct> {
    const no = nextNumber('noticed product');
    const seller = await this.floor.seller(`to-san-xuat-${no}`);
    const phone = `0912${String(no).padStart(6, '0')}`;
    await this.database.query(`UPDATE sellers SET phone = $2 WHERE id = $1`, [seller.sellerId, phone]);
    const made = await this.floor.product({ slug: `mam-${no}`, seller, issuedOn: ISSUED, stars: 3 });
    return { ...made, sellerId: seller.sellerId, phone, shop: seller.slug };
  }

  told(certificationId: string, recipient: 'seller' | 'officer'): Promise<Told[]> {
    return this.database.query<Told>(
      `SELECT step, noticed_on::text AS "on" FROM certificate_notices WHERE certification_id = $1 AND recipient = $2
       ORDER BY noticed_on, id`,
      [certificationId, recipient],
    );
  }

  /** What landed for a telephone, given as people write it. */
  async messages(phone: string): Promise<Message[]> {
    return (await readMessages(this.database)).filter(({ to }) => to.phone === `+84${phone.slice(1)}`);
  }
}
