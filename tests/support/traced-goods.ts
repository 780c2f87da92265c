import type { FakeClock } from '#kernel/time';
import { fakeClock } from '#kernel/time';
import { ScanCounter } from '../../apps/api/src/modules/catalogue/traces/scan-counter.js';
import { testApp, type TestApp } from './app.js';
import { callAs, type Told } from './caller.js';
import { SEEDED_AT } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { ListingDesk } from './listing-desk.js';
import { nextNumber } from './numbering.js';
import { People, type Person } from './people.js';
import { SmallFloor, type SmallProduct } from './small-floor.js';

export interface TracedCertificate {
  decisionNumber: string;
  stars: number;
  status: string;
  issuedBy: string;
  issuerUntil: string | null;
  revokedOn: string | null;
  revocationDecision: string | null;
}

/** What a code tells, as the API answers it. */
export interface TraceBody {
  code: string;
  kind: string;
  product: { listed: boolean; publication: string; withdrawnOn: string | null };
  producer: { status: string };
  place: { name: string; until2025: object | null };
  batch: { code: string; madeOn: string; expiresOn: string | null; expired: boolean } | null;
  certificate: TracedCertificate;
  certificateAtPacking: TracedCertificate | null;
}

/** A shop with goods that bear labels, and whoever reads them. */
export class TracedGoods {
  /** The goods of the test that runs. */
  goods!: SmallProduct;

  private constructor(
    readonly database: TestDatabase,
    readonly app: TestApp,
    readonly clock: FakeClock,
    readonly floor: SmallFloor,
    readonly people: People,
    readonly desk: ListingDesk,
  ) {}

  static async open(): Promise<TracedGoods> {
    const clock = fakeClock(SEEDED_AT);
    const database = await testDatabase();
    const app = await testApp({ database, clock, env: { PUBLIC_URL: 'https://san.example' } });
    const floor = await SmallFloor.in(database);
    const people = new People(app, database, clock);
    const desk = await ListingDesk.open({ app, database, people, floor });
    await database.query(
      `UPDATE communes SET former_names = '{Xã Đất Mũi,Xã Viên An}', former_districts = '{Huyện Ngọc Hiển}',
         former_province = 'Tỉnh Cà Mau'`,
    );
    return new TracedGoods(database, app, clock, floor, people, desk);
  }

  /** New goods, on the day of seeding, in a shop that is open. */
  async begin(): Promise<void> {
    this.clock.set(SEEDED_AT);
    this.goods = await this.floor.product({
      slug: `tem-${nextNumber('traced goods')}`,
      seller: this.desk.shop,
    });
    await this.floor.setSellerStatus(this.desk.shop, 'approved');
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  async codeOf(productId: string, batchId: string | null = null): Promise<string> {
    const [row] = await this.database.query<{ code: string }>(
      `SELECT code FROM traces WHERE product_id = $1 AND batch_id IS NOT DISTINCT FROM $2`,
      [productId, batchId],
    );
    return row?.code ?? '';
  }

  /** A batch of the goods as its row; how shops take one in goes through the routes. Its code. */
  async batch(madeOn: string, expiresOn: string | null = null): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      `INSERT INTO batches (variant_id, code, made_on, expires_on, quantity) VALUES ($1, $2, $3, $4, 10) RETURNING id`,
      [this.goods.variantId, `L-${madeOn}`, madeOn, expiresOn],
    );
    return this.codeOf(this.goods.productId, row?.id);
  }

  ask(code: string): Promise<Told<TraceBody>> {
    return callAs<TraceBody>(this.app, null, 'GET', `/traces/${code}`);
  }

  async read(code: string): Promise<TraceBody> {
    const { status, body } = await this.ask(code);
    if (status !== 200) throw new Error(`${code} answers ${status}`);
    return body;
  }

  scan(code: string, who: Person | null = null): Promise<Told<object>> {
    return callAs(this.app, who, 'POST', `/traces/${code}/scans`, {});
  }

  /** What was counted of a code, by day, once it is written. */
  async counted(code: string): Promise<Record<string, number>> {
    await this.app.get(ScanCounter).write();
    const rows = await this.database.query<{ day: string; scans: number }>(
      `SELECT n.day::text, n.scans FROM trace_scans n JOIN traces t ON t.id = n.trace_id WHERE t.code = $1`,
      [code],
    );
    return Object.fromEntries(rows.map(({ day, scans }) => [day, scans]));
  }
}
