import { expect, vi } from 'vitest';
import { GATEWAY_SECRET } from '../../apps/api/src/modules/orders/gateways/gateway-calls.js';
import { CheckLedger } from '../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { Jobs, type JobQueue } from '../../apps/api/src/platform/jobs/jobs.js';
import { DataKeys } from '../../apps/api/src/platform/sealing/data-keys.js';
import { ApiProcess, buildApi, type ApiBuild } from './api-process.js';
import { testApp, type TestApp } from './app.js';
import { connectSepay, SMALL_ACCOUNT } from './bank-connection.js';
import { Buyer, type PlacedBody } from './buyer.js';
import { clockAtSeeding, offsetToSeeding } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { attempts, dieAt, sendAll, type Attempt } from './dying.js';
import { StripeDouble, type StripeSession } from './gateways/stripe-double.js';
import { VNPAY_SECRET, VNPAY_TERMINAL, VnpayDouble } from './gateways/vnpay-double.js';
import { letCommitsBeHeld } from './held-locks.js';
import { moneyOf, noticesOf } from './incoming-money.js';
import { expectStockInOrder } from './ledger.js';
import { eventsOf } from './order-events.js';
import { People, type Person } from './people.js';
import { PATIENCE_MS } from './patience.js';
import { scaled } from './scale.js';
import { SepayService } from './sepay-service.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from './small-floor.js';
import { WorkerProcess } from './worker-process.js';

const ACCOUNT = 'acct_1Mau0000000001';
const SECRET = 'bi-mat-sepay-mau-0123456789';
/** One clock for everybody, whenever a process begins: the day of seeding goes on. */
const OFFSET = offsetToSeeding();
const now = (): Date => new Date(Date.now() + OFFSET * 1_000);

/** What waits to be told from outside: the same again until it is heard. */
export interface Told {
  code: string;
  totalVnd: number;
  /** Resolves with the status; throws where nobody answers. To the API of the floor unless given. */
  tell: (url?: string) => Promise<number>;
}

/**
 * A small floor of real processes that are killed: one API, a worker when there is something to do, both gateways and the
 * bank as doubles; one seller who takes all of them. An application in the test's process asks for jobs and counts.
 */
export class MortalFloor {
  /** Other buyers, each with one purchase that is asked for until it is answered. */
  private readonly others: Attempt[] = [];
  private readonly sepay = new SepayService({ now }, SECRET, SMALL_ACCOUNT);

  private constructor(
    readonly database: TestDatabase,
    private readonly build: ApiBuild,
    private readonly env: Record<string, string>,
    readonly app: TestApp,
    readonly floor: SmallFloor,
    readonly seller: SmallSeller,
    private readonly goods: SmallProduct,
    readonly owner: Person,
    readonly stripe: StripeDouble,
    readonly vnpay: VnpayDouble,
    private readonly bankPath: string,
    public api: ApiProcess,
  ) {}

  static async open(): Promise<MortalFloor> {
    const [database, build, stripe, vnpay] = await Promise.all([
      testDatabase(),
      buildApi(),
      StripeDouble.start([ACCOUNT], now()),
      VnpayDouble.start(now()),
    ]);
    const env = {
      ...stripe.env,
      ...vnpay.env,
      // Who is asked in vain is asked again after minutes: a machine that is slow must not look like a gateway that is dead.
      GATEWAY_TIMEOUT_SECONDS: '60',
      CLOCK_OFFSET_SECONDS: String(OFFSET),
    };
    const floor = await SmallFloor.in(database);
    const seller = await floor.seller('mot');
    const goods = await floor.product({ slug: 'hang', seller, onHand: 100_000 });
    const clock = clockAtSeeding();
    const app = await testApp({ database, clock, env });
    const bankPath = await connectSepay(app, database, seller, SECRET);
    const people = new People(app, database, clock);
    const owner = await people.person();
    await people.member(owner, seller);
    await openGateways(database, app, seller);
    await letCommitsBeHeld(database);
    const api = await ApiProcess.start(build, database, env);
    return new MortalFloor(
      database, build, env, app, floor, seller, goods, owner, stripe, vnpay, bankPath, api,
    ); // prettier-ignore
  }

  /** Whatever a test left half done, the next begins with an API that answers. */
  async revive(): Promise<void> {
    const alive = await fetch(`${this.api.url}/api/v1/carts/x`).then(
      () => true,
      () => false,
    );
    if (!alive) this.api = await this.another();
  }

  another(): Promise<ApiProcess> {
    return ApiProcess.start(this.build, this.database, this.env);
  }

  get buyer(): Buyer {
    return new Buyer(this.api.url);
  }

  buy(payment: string, from: SmallProduct = this.goods): Promise<PlacedBody> {
    return this.buyer.buy({ [from.variantId]: 1 }, { payment });
  }

  async sessionOf(placed: PlacedBody): Promise<StripeSession> {
    const { sessions } = await this.stripe.state();
    const found = sessions.find((session) => session.client_reference_id === placed.orders[0]?.code);
    if (found === undefined) throw new Error('The order has no page');
    return found;
  }

  /** Another way to tell of a purchase's money. */
  told(placed: PlacedBody, tell: Told['tell']): Told {
    return { code: placed.orders[0]?.code ?? '', totalVnd: placed.totalVnd, tell };
  }

  /** The bank tells of a transfer for the purchase. */
  transferFor(placed: PlacedBody): Told {
    const transfer = this.sepay.transfer(placed.totalVnd, `${placed.orders[0]?.code} OCOP`);
    return this.told(
      placed,
      async (url = this.api.url) => (await this.sepay.tell(`${url}${this.bankPath}`, transfer)).status,
    );
  }

  async statusOf(path: string, init: RequestInit, url = this.api.url): Promise<number> {
    const response = await fetch(`${url}/api/v1${path}`, init);
    await response.text();
    return response.status;
  }

  /** The API dies at that step of being told, others ordering meanwhile; then another comes up and all of them repeat. */
  async killAndRepeat({ tell }: Told, step: string): Promise<void> {
    const mine = await this.moreBuyers(scaled(4, 12));
    await dieAt(this.database, step, {
      victim: () => this.api,
      begin: tell,
      load: () => sendAll(this.buyer, mine, 'cod'),
    });
    this.api = await this.another();
    expect(await tell()).toBe(200);
    await sendAll(this.buyer, mine, 'cod');
    expect(mine.filter(({ placed }) => placed === null)).toEqual([]);
  }

  /**
   * The worker dies at that step of that job, buyers ordering meanwhile; the next one does it. `due` is what makes the work
   * due each time.
   */
  async killWorkerAt(
    step: string,
    queue: JobQueue<object>,
    done: () => Promise<unknown>,
    due: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    await due();
    const mine = await this.moreBuyers(scaled(2, 8));
    let worker: WorkerProcess | null = null;
    await dieAt(this.database, step, {
      // Once the step is held: a worker that comes up may find the work waiting from before, and do it at once.
      comeUp: async () => {
        worker = await this.worker();
      },
      victim: () => ({ kill: async () => worker?.kill(), said: worker?.said }),
      begin: () => this.enqueue(queue),
      load: () => sendAll(this.buyer, mine, 'cod'),
    });
    await sendAll(this.buyer, mine, 'cod');
    expect(mine.filter(({ placed }) => placed === null)).toEqual([]);
    await due();
    await this.withWorker(queue, done);
  }

  worker(): Promise<WorkerProcess> {
    return WorkerProcess.start(this.build, this.database, this.env);
  }

  enqueue(queue: JobQueue<object>): Promise<void> {
    return this.app.get(Transactions).run('worker', (tx) => this.app.get(Jobs).enqueue(tx, queue, {}));
  }

  /** A worker does that job until it is done. */
  async withWorker(queue: JobQueue<object>, done: () => Promise<unknown>): Promise<void> {
    const worker = await this.worker();
    try {
      await this.enqueue(queue);
      await vi.waitFor(done, { timeout: PATIENCE_MS / 2, interval: 50 });
    } finally {
      await worker.stop();
    }
  }

  /** The hour of its money has passed. */
  async overdue(code: string): Promise<void> {
    await this.database.query(
      `WITH p AS (UPDATE payments SET expires_at = created_at WHERE payable_id = (SELECT id FROM orders WHERE code = $1)
         RETURNING payable_id, expires_at)
       UPDATE stock_reservations r SET expires_at = p.expires_at FROM order_lines l JOIN p ON p.payable_id = l.order_id
       WHERE r.order_line_id = l.id`,
      [code],
    );
  }

  /** Settled once, and told once. */
  async expectPaidOnce({ code, totalVnd }: Pick<Told, 'code' | 'totalVnd'>): Promise<void> {
    const paid = { order: 'placed', payment: 'paid', receivedVnd: totalVnd, refundsVnd: 0 };
    expect(await moneyOf(this.database, code)).toMatchObject(paid);
    expect((await eventsOf(this.database, code)).filter((event) => event.includes('→ paid'))).toHaveLength(1);
    expect(await noticesOf(this.database, code)).toBe(1);
  }

  /** Everything counted from rows agrees, and nobody's purchase is lost or there twice. */
  async expectEverythingInOrder(): Promise<void> {
    await expectStockInOrder(this.database, this.app);
    await this.app.get(PostLedger).run();
    expect(await this.app.get(CheckLedger).run()).toEqual([]);
    // What a test that failed before left unasked is no concern of the next.
    const answered = this.others.filter(({ placed }) => placed !== null);
    const groups = await this.database.query<{ code: string }>(
      `SELECT g.code FROM order_groups g JOIN idempotency_keys k ON k.subject_id = g.id WHERE k.key = ANY ($1)`,
      [answered.map(({ key }) => key)],
    );
    expect(groups.map(({ code }) => code).sort()).toEqual(answered.map(({ placed }) => placed?.code).sort());
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.app.close();
    await Promise.all([this.stripe.stop(), this.vnpay.stop()]);
    this.build.remove();
    await this.database.drop();
  }

  private async moreBuyers(count: number): Promise<Attempt[]> {
    const mine = await attempts(this.buyer, this.goods.variantId, count);
    this.others.push(...mine);
    return mine;
  }
}

async function openGateways(database: TestDatabase, app: TestApp, { sellerId }: SmallSeller): Promise<void> {
  const sealed = await app.get(Transactions).run('officer', async (tx) => {
    const key = await app.get(DataKeys).of(tx, sellerId);
    return key.seal(VNPAY_SECRET, GATEWAY_SECRET);
  });
  await database.query(
    `INSERT INTO gateway_accounts (seller_id, gateway, external_account, secret_sealed, status, status_changed_at)
     VALUES ($1, 'stripe', $2, NULL, 'active', now()), ($1, 'vnpay', $3, $4, 'active', now())`,
    [sellerId, ACCOUNT, VNPAY_TERMINAL, sealed],
  );
}
