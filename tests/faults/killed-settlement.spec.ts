import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { onlinePaymentsQueue } from '../../apps/api/src/modules/orders/gateways/gateway-queues.js';
import { GATEWAY_SECRET } from '../../apps/api/src/modules/orders/gateways/gateway-calls.js';
import { unpaidOrdersQueue } from '../../apps/api/src/modules/orders/order-queues.js';
import { CheckLedger } from '../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { Jobs, type JobQueue } from '../../apps/api/src/platform/jobs/jobs.js';
import { DataKeys } from '../../apps/api/src/platform/sealing/data-keys.js';
import { ApiProcess, buildApi, type ApiBuild } from '../support/api-process.js';
import { testApp, type TestApp } from '../support/app.js';
import { connectSepay, SMALL_ACCOUNT } from '../support/bank-connection.js';
import { Buyer, type PlacedBody } from '../support/buyer.js';
import { clockAtSeeding, offsetToSeeding } from '../support/clock.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { attempts, COMMIT, dieAt, sendAll, type Attempt } from '../support/dying.js';
import { StripeDouble, type StripeSession } from '../support/gateways/stripe-double.js';
import { VNPAY_SECRET, VNPAY_TERMINAL, VnpayDouble } from '../support/gateways/vnpay-double.js';
import { letCommitsBeHeld } from '../support/held-locks.js';
import { moneyOf, noticesOf, refundsOf } from '../support/incoming-money.js';
import { expectStockInOrder } from '../support/ledger.js';
import { eventsOf } from '../support/order-events.js';
import { People, type Person } from '../support/people.js';
import { LONG, PATIENCE_MS, scaled } from '../support/scale.js';
import { SepayService } from '../support/sepay-service.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from '../support/small-floor.js';
import { WorkerProcess } from '../support/worker-process.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const ACCOUNT = 'acct_1Mau0000000001';
const SECRET = 'bi-mat-sepay-mau-0123456789';
/** One clock for everybody, whenever a process begins: the day of seeding goes on. */
const OFFSET = offsetToSeeding();
const now = (): Date => new Date(Date.now() + OFFSET * 1_000);

let database: TestDatabase;
let build: ApiBuild;
let env: Record<string, string>;
/** Asks for jobs, and counts afterwards. */
let app: TestApp;
let api: ApiProcess;
let floor: SmallFloor;
let seller: SmallSeller;
let goods: SmallProduct;
let owner: Person;
let stripe: StripeDouble;
let vnpay: VnpayDouble;
let bankPath: string;
let made = 0;
const sepay = new SepayService({ now }, SECRET, SMALL_ACCOUNT);

beforeAll(async () => {
  [database, build, stripe, vnpay] = await Promise.all([
    testDatabase(),
    buildApi(),
    StripeDouble.start([ACCOUNT], now()),
    VnpayDouble.start(now()),
  ]);
  env = {
    ...stripe.env,
    ...vnpay.env,
    GATEWAY_TIMEOUT_SECONDS: '5',
    CLOCK_OFFSET_SECONDS: String(OFFSET),
  };
  floor = await SmallFloor.in(database);
  seller = await floor.seller('mot');
  goods = await floor.product({ slug: 'hang', seller, onHand: 100_000 });
  const clock = clockAtSeeding();
  app = await testApp({ database, clock, env });
  bankPath = await connectSepay(app, database, seller, SECRET);
  const people = new People(app, database, clock);
  owner = await people.person();
  await people.member(owner, seller);
  await openGateways();
  await letCommitsBeHeld(database);
  api = await ApiProcess.start(build, database, env);
});
afterEach(async () => {
  if (!(await isAlive())) api = await ApiProcess.start(build, database, env);
});
afterAll(async () => {
  await api.stop();
  await app.close();
  await Promise.all([stripe.stop(), vnpay.stop()]);
  build.remove();
  await database.drop();
});

async function openGateways(): Promise<void> {
  const sealed = await app.get(Transactions).run('officer', async (tx) => {
    const key = await app.get(DataKeys).of(tx, seller.sellerId);
    return key.seal(VNPAY_SECRET, GATEWAY_SECRET);
  });
  await database.query(
    `INSERT INTO gateway_accounts (seller_id, gateway, external_account, secret_sealed, status, status_changed_at)
     VALUES ($1, 'stripe', $2, NULL, 'active', now()), ($1, 'vnpay', $3, $4, 'active', now())`,
    [seller.sellerId, ACCOUNT, VNPAY_TERMINAL, sealed],
  );
}

const isAlive = (): Promise<boolean> =>
  fetch(`${api.url}/api/v1/carts/x`).then(
    () => true,
    () => false,
  );
const buyer = (): Buyer => new Buyer(api.url);
const buy = (payment: string, from: SmallProduct = goods): Promise<PlacedBody> =>
  buyer().buy({ [from.variantId]: 1 }, { payment });
const codeOf = ({ orders }: PlacedBody): string => orders[0]?.code ?? '';

async function sessionOf(placed: PlacedBody): Promise<StripeSession> {
  const { sessions } = await stripe.state();
  const found = sessions.find(({ client_reference_id: code }) => code === codeOf(placed));
  if (found === undefined) throw new Error('The order has no page');
  return found;
}

/** Other buyers, each with one purchase that is asked for until it is answered. */
const others: Attempt[] = [];

/** What waits to be told from outside: the same again until it is heard. */
interface Told {
  code: string;
  totalVnd: number;
  /** Resolves with the status; throws where nobody answers. To the API of the test unless given. */
  tell: (url?: string) => Promise<number>;
}

/** Every way in which money reaches an API, with the steps its settling goes through. */
const SETTLING = [
  'payment_receipts',
  'orders',
  'stock_levels',
  'order_events',
  'pgboss.job',
  'audit_records',
  COMMIT,
];
const ways: Record<string, { steps: string[]; prepare: () => Promise<Told> }> = {
  'a bank’s notice': { steps: SETTLING, prepare: byBank },
  'the shop’s word': {
    steps: SETTLING,
    prepare: async () => {
      const placed = await buy('bank_transfer');
      const said = { key: randomUUID(), amountVnd: placed.totalVnd };
      const path = `/seller/${seller.slug}/orders/${codeOf(placed)}/receipts`;
      return ofOrder(
        placed,
        async (url = api.url) => (await new Buyer(url).call('POST', path, said, owner.headers)).status,
      );
    },
  },
  'Stripe’s webhook': {
    steps: ['gateway_notices', ...SETTLING, 'payment_sessions'],
    prepare: async () => {
      const placed = await buy('card');
      const { body, signature } = await stripe.pay((await sessionOf(placed)).id, { quiet: true });
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
      return ofOrder(placed, (url) => statusOf('/webhooks/stripe', { method: 'POST', headers, body }, url));
    },
  },
  'the browser’s return': {
    steps: SETTLING,
    prepare: async () => {
      const placed = await buy('card');
      const session = await sessionOf(placed);
      await stripe.pay(session.id, { quiet: true });
      const path = new URL(String(session.params['success_url'])).pathname.replace('/api/v1', '');
      // Nobody comes back twice to the day: a redirect is an answer.
      return ofOrder(placed, async () =>
        (await statusOf(path, { redirect: 'manual' })) === 303 ? 200 : 500,
      );
    },
  },
  'VNPAY’s notice': {
    steps: ['gateway_notices', ...SETTLING, 'payment_sessions'],
    prepare: async () => {
      const placed = await buy('wallet');
      const url = new URL(placed.orders[0]?.payment.checkoutUrl ?? '');
      await vnpay.open(url.href);
      const notice = await vnpay.pay(url.searchParams.get('vnp_TxnRef') ?? '', { quiet: true });
      return ofOrder(placed, (url) => statusOf(`/webhooks/vnpay?${notice}`, {}, url));
    },
  },
};

async function byBank(): Promise<Told> {
  const placed = await buy('bank_transfer');
  return transferFor(placed);
}

function transferFor(placed: PlacedBody): Told {
  const transfer = sepay.transfer(placed.totalVnd, `${codeOf(placed)} OCOP`);
  return ofOrder(placed, async (url = api.url) => (await sepay.tell(`${url}${bankPath}`, transfer)).status);
}

const ofOrder = (placed: PlacedBody, tell: Told['tell']): Told => ({
  code: codeOf(placed),
  totalVnd: placed.totalVnd,
  tell,
});

async function statusOf(path: string, init: RequestInit, url = api.url): Promise<number> {
  const response = await fetch(`${url}/api/v1${path}`, init);
  await response.text();
  return response.status;
}

/** The API dies at that step of being told, others ordering meanwhile; then another one comes up and all of them repeat. */
async function killAndRepeat({ tell }: Told, step: string): Promise<void> {
  const mine = await attempts(buyer(), goods.variantId, scaled(4, 12));
  others.push(...mine);
  await dieAt(database, step, {
    victim: () => api,
    begin: tell,
    load: () => sendAll(buyer(), mine, 'cod'),
  });
  api = await ApiProcess.start(build, database, env);
  expect(await tell()).toBe(200);
  await sendAll(buyer(), mine, 'cod');
  expect(mine.filter(({ placed }) => placed === null)).toEqual([]);
}

/** Settled once, told once, and everything counted from rows agrees. */
async function expectPaidOnce({ code, totalVnd }: Told): Promise<void> {
  expect(await moneyOf(database, code)).toMatchObject({
    order: 'placed',
    payment: 'paid',
    receivedVnd: totalVnd,
    refundsVnd: 0,
  });
  expect((await eventsOf(database, code)).filter((event) => event.includes('→ paid'))).toHaveLength(1);
  expect(await noticesOf(database, code)).toBe(1);
}

async function expectEverythingInOrder(): Promise<void> {
  await expectStockInOrder(database, app);
  await app.get(PostLedger).run();
  expect(await app.get(CheckLedger).run()).toEqual([]);
  const [counts] = await database.query<{ groups: number; reserved: number; sold: number }>(
    `SELECT (SELECT count(*)::int FROM order_groups g JOIN idempotency_keys k ON k.subject_id = g.id
        WHERE k.key = ANY ($1)) AS groups`,
    [others.map(({ key }) => key)],
  );
  // Nobody's purchase is lost, and nobody's is there twice.
  expect(counts?.groups).toBe(others.length);
  expect(new Set(others.map(({ placed }) => placed?.code)).size).toBe(others.length);
}

/** In the usual run one step of one way; in the long run every step of every way, over and over. */
const ROUNDS = 2;
const chosen = Object.entries(ways).flatMap(([name, { steps, prepare }]) =>
  Array.from({ length: ROUNDS }, () => steps.map((step) => ({ name, step, prepare }))).flat(),
);

describe('the same event told to two APIs at once', () => {
  it('twenty times, and the browser back on both meanwhile, settles it once and is told once', async () => {
    const other = await ApiProcess.start(build, database, env);
    const urls = [api.url, other.url];
    try {
      for (const name of ['a bank’s notice', 'Stripe’s webhook', 'VNPAY’s notice']) {
        const told = await ways[name]?.prepare();
        if (told === undefined) throw new Error(name);
        const [session] = await database.query<{ id: string }>(
          `SELECT s.id FROM payment_sessions s JOIN payments p ON p.id = s.payment_id JOIN orders o ON o.id = p.payable_id
           WHERE o.code = $1`,
          [told.code],
        );
        const back = `/payment-sessions/${session?.id}/return`;
        const heard = await Promise.all([
          ...Array.from({ length: 20 }, (_, index) => told.tell(urls[index % 2])),
          ...(session === undefined ? [] : urls.map((url) => statusOf(back, { redirect: 'manual' }, url))),
        ]);
        expect(heard.filter((status) => status !== 200 && status !== 303)).toEqual([]);
        await expectPaidOnce(told);
      }
    } finally {
      await other.stop();
    }
    await expectEverythingInOrder();
  });
});

describe('an API that is killed while money comes in', () => {
  it.each(LONG ? chosen : [{ name: 'a bank’s notice', step: COMMIT, prepare: byBank }])(
    'by $name, at $step: settled once after all',
    async ({ step, prepare }) => {
      const told = await prepare();
      await killAndRepeat(told, step);
      await expectPaidOnce(told);
      await expectEverythingInOrder();
    },
  );

  it.each(LONG ? SETTLING : [])(
    'too late for goods that are gone, at %s: owed back once, and told in one job',
    async (step) => {
      const scarce = await floor.product({ slug: `con-mot-${(made += 1)}`, seller, onHand: 1 });
      const placed = await buy('bank_transfer', scarce);
      await overdue(codeOf(placed));
      await withWorker(unpaidOrdersQueue, async () =>
        expect(await moneyOf(database, codeOf(placed))).toMatchObject({ order: 'cancelled' }),
      );
      await buy('cod', scarce);
      const told = transferFor(placed);
      await killAndRepeat(told, step);
      expect(await refundsOf(database, told.code)).toMatchObject([
        { reason: 'too_late', amountVnd: told.totalVnd, status: 'owed' },
      ]);
      expect(await noticesOf(database, told.code)).toBe(1);
      await expectEverythingInOrder();
    },
  );
});

/** The hour of its money has passed. */
async function overdue(code: string): Promise<void> {
  await database.query(
    `WITH p AS (UPDATE payments SET expires_at = created_at WHERE payable_id = (SELECT id FROM orders WHERE code = $1)
       RETURNING payable_id, expires_at)
     UPDATE stock_reservations r SET expires_at = p.expires_at FROM order_lines l JOIN p ON p.payable_id = l.order_id
     WHERE r.order_line_id = l.id`,
    [code],
  );
}

const enqueue = (queue: JobQueue<object>): Promise<void> =>
  app.get(Transactions).run('worker', (tx) => app.get(Jobs).enqueue(tx, queue, {}));

/** A worker does that job until it is done. */
async function withWorker(queue: JobQueue<object>, done: () => Promise<unknown>): Promise<void> {
  const worker = await WorkerProcess.start(build, database, env);
  try {
    await enqueue(queue);
    await vi.waitFor(done, { timeout: 20_000, interval: 50 });
  } finally {
    await worker.stop();
  }
}

/** The worker dies at that step of that job, buyers ordering meanwhile; the next one does it. */
async function killWorkerAt(
  step: string,
  queue: JobQueue<object>,
  done: () => Promise<unknown>,
): Promise<void> {
  const mine = await attempts(buyer(), goods.variantId, scaled(2, 8));
  others.push(...mine);
  const worker = await WorkerProcess.start(build, database, env);
  await dieAt(database, step, {
    victim: () => worker,
    begin: () => enqueue(queue),
    load: () => sendAll(buyer(), mine, 'cod'),
  });
  await sendAll(buyer(), mine, 'cod');
  await withWorker(queue, done);
}

describe('a worker that is killed', () => {
  /** The gateway has done it, and nobody hears. */
  const ANSWER = 'the gateway’s answer';
  const ENDING = ['orders', 'payments', 'order_events', 'stock_levels', 'audit_records', COMMIT];
  it.each(LONG ? [...ENDING, ...ENDING] : ['order_events'])(
    'while it ends an order that nobody paid, at %s: ended once, its goods on the shelf once',
    async (step) => {
      const scarce = await floor.product({ slug: `qua-gio-${(made += 1)}`, seller, onHand: 1 });
      const code = codeOf(await buy('bank_transfer', scarce));
      await overdue(code);
      await killWorkerAt(step, unpaidOrdersQueue, async () =>
        expect(await moneyOf(database, code)).toMatchObject({ order: 'cancelled', payment: 'expired' }),
      );
      expect((await eventsOf(database, code)).filter((event) => event.includes('cancelled'))).toHaveLength(1);
      await expectEverythingInOrder();
    },
  );

  it.each(LONG ? [...SETTLING.filter((step) => step !== 'pgboss.job'), 'payment_sessions'] : [])(
    'while it finds money that nobody told of, at %s: settled once after all',
    async (step) => {
      const placed = await buy('card');
      await stripe.pay((await sessionOf(placed)).id, { quiet: true });
      const silent = (): Promise<unknown> =>
        database.query(`UPDATE payment_sessions SET updated_at = '2026-01-01' WHERE status = 'open'`);
      await silent();
      await killWorkerAt(step, onlinePaymentsQueue, async () => {
        await silent();
        expect(await moneyOf(database, codeOf(placed))).toMatchObject({ payment: 'paid' });
      });
      await expectPaidOnce(ofOrder(placed, () => Promise.resolve(200)));
      await expectEverythingInOrder();
    },
  );

  it.each(LONG ? ['refunds', 'orders', 'audit_records', ANSWER] : [])(
    'while it gives back by card, at %s: given back once',
    async (step) => {
      const placed = await buy('card');
      const event = await stripe.pay((await sessionOf(placed)).id, { quiet: true });
      const headers = { 'content-type': 'application/json', 'stripe-signature': event.signature };
      await statusOf('/webhooks/stripe', { method: 'POST', headers, body: event.body });
      const path = `/seller/${seller.slug}/orders/${codeOf(placed)}/cancellation`;
      expect((await buyer().call('POST', path, { reason: 'out_of_stock' }, owner.headers)).status).toBe(200);
      const done = async (): Promise<void> =>
        expect(await refundsOf(database, codeOf(placed))).toMatchObject([{ status: 'done' }]);
      const givenBack = async (): Promise<number[]> => {
        const { payment_intent: intent } = await sessionOf(placed);
        const { refunds } = await stripe.state();
        return refunds.filter(({ paymentIntent }) => paymentIntent === intent).map(({ amount }) => amount);
      };
      if (step === ANSWER) {
        await stripe.next({ path: '/v1/refunds', behaviour: 'lost' });
        const worker = await WorkerProcess.start(build, database, env);
        await enqueue(onlinePaymentsQueue);
        await vi.waitFor(async () => expect(await givenBack()).toHaveLength(1), { timeout: 20_000 });
        await worker.kill();
        await withWorker(onlinePaymentsQueue, done);
      } else await killWorkerAt(step, onlinePaymentsQueue, done);
      expect(await givenBack()).toEqual([placed.totalVnd]);
      await expectEverythingInOrder();
    },
  );
});
