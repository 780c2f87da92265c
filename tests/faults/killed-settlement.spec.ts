import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { onlinePaymentsQueue } from '../../apps/api/src/modules/orders/gateways/gateway-queues.js';
import { unpaidOrdersQueue } from '../../apps/api/src/modules/orders/order-queues.js';
import { Buyer, type PlacedBody } from '../support/buyer.js';
import { COMMIT } from '../support/dying.js';
import { moneyOf, noticesOf, refundsOf } from '../support/incoming-money.js';
import { MortalFloor, type Told } from '../support/mortal-floor.js';
import { eventsOf } from '../support/order-events.js';
import { PATIENCE_MS, SURE_TO_COME_MS } from '../support/patience.js';
import { LONG } from '../support/scale.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let floor: MortalFloor;
let made = 0;

beforeAll(async () => {
  floor = await MortalFloor.open();
});
afterEach(() => floor.revive());
afterAll(() => floor.close());

/** In the long run the next part begins on a floor of its own: the jobs of all that was bought before would go first. */
const onAnotherFloor = (): void =>
  beforeAll(async () => {
    if (!LONG) return;
    await floor.close();
    floor = await MortalFloor.open();
  });

const codeOf = ({ orders }: PlacedBody): string => orders[0]?.code ?? '';
const json = { 'content-type': 'application/json' };

/** Paid on its page, of which nobody has told yet. */
async function paidByCard(): Promise<{ placed: PlacedBody; webhook: Told; back: string }> {
  const placed = await floor.buy('card');
  const session = await floor.sessionOf(placed);
  const { body, signature } = await floor.stripe.pay(session.id, { quiet: true });
  const event = { method: 'POST', headers: { ...json, 'stripe-signature': signature }, body };
  return {
    placed,
    webhook: floor.told(placed, (url) => floor.statusOf('/webhooks/stripe', event, url)),
    back: new URL(String(session.params['success_url'])).pathname.replace('/api/v1', ''),
  };
}

/** What settling locks and writes, in its order. */
const SETTLING = [
  'payment_receipts',
  'orders',
  'stock_levels',
  'order_events',
  'pgboss.job',
  'audit_records',
  COMMIT,
];
const THROUGH_PAGES = ['gateway_notices', ...SETTLING, 'payment_sessions'];

/** Every way in which money reaches an API, with the steps its settling goes through. */
const ways: readonly { name: string; steps: readonly string[]; prepare: () => Promise<Told> }[] = [
  {
    name: 'a bank’s notice',
    steps: SETTLING,
    prepare: async () => floor.transferFor(await floor.buy('bank_transfer')),
  },
  { name: 'Stripe’s webhook', steps: THROUGH_PAGES, prepare: async () => (await paidByCard()).webhook },
  {
    name: 'VNPAY’s notice',
    steps: THROUGH_PAGES,
    prepare: async () => {
      const placed = await floor.buy('wallet');
      const page = new URL(placed.orders[0]?.payment.checkoutUrl ?? '');
      await floor.vnpay.open(page.href);
      const notice = await floor.vnpay.pay(page.searchParams.get('vnp_TxnRef') ?? '', { quiet: true });
      return floor.told(placed, (url) => floor.statusOf(`/webhooks/vnpay?${notice}`, {}, url));
    },
  },
  {
    name: 'the browser’s return',
    steps: SETTLING,
    prepare: async () => {
      const { placed, back } = await paidByCard();
      const goesOn = async (url?: string): Promise<number> =>
        (await floor.statusOf(back, { redirect: 'manual' }, url)) === 303 ? 200 : 500;
      return floor.told(placed, goesOn);
    },
  },
  {
    name: 'the shop’s word',
    steps: SETTLING,
    prepare: async () => {
      const placed = await floor.buy('bank_transfer');
      const said = { key: randomUUID(), amountVnd: placed.totalVnd };
      const path = `/seller/${floor.seller.slug}/orders/${codeOf(placed)}/receipts`;
      return floor.told(
        placed,
        async (url = floor.api.url) =>
          (await new Buyer(url).call('POST', path, said, floor.owner.headers)).status,
      );
    },
  },
];

describe('the same event told to two APIs at once', () => {
  it('twenty times, and the browser back on both meanwhile, settles it once and is told once', async () => {
    const other = await floor.another();
    const urls = [floor.api.url, other.url];
    try {
      for (const { prepare } of ways.slice(0, 3)) {
        const told = await prepare();
        const [session] = await floor.database.query<{ id: string }>(
          `SELECT s.id FROM payment_sessions s JOIN payments p ON p.id = s.payment_id JOIN orders o ON o.id = p.payable_id
           WHERE o.code = $1`,
          [told.code],
        );
        const back = `/payment-sessions/${session?.id}/return`;
        const heard = await Promise.all([
          ...Array.from({ length: 20 }, (_, index) => told.tell(urls[index % 2])),
          ...(session === undefined
            ? []
            : urls.map((url) => floor.statusOf(back, { redirect: 'manual' }, url))),
        ]);
        expect(heard.filter((status) => status !== 200 && status !== 303)).toEqual([]);
        await floor.expectPaidOnce(told);
      }
    } finally {
      await other.stop();
    }
    await floor.expectEverythingInOrder();
  });
});

/** In the usual run one step of one way; in the long run every step of every way. */
const everyStep = ways.flatMap(({ name, steps, prepare }) => steps.map((step) => ({ name, step, prepare })));
const oneStep = ways.slice(0, 1).map(({ name, prepare }) => ({ name, step: COMMIT, prepare }));

describe('an API that is killed while money comes in', () => {
  it.each(LONG ? everyStep : oneStep)(
    'by $name, at $step: settled once after all',
    async ({ step, prepare }) => {
      const told = await prepare();
      await floor.killAndRepeat(told, step);
      await floor.expectPaidOnce(told);
      await floor.expectEverythingInOrder();
    },
  );

  // The order is over and stays so: nothing of it moves, and its commit cannot be held.
  const OWING = ['payment_receipts', 'orders', 'stock_levels', 'refunds', 'pgboss.job', 'audit_records'];
  it.each(LONG ? OWING : [])(
    'too late for goods that are gone, at %s: owed back once, and told in one job',
    async (step) => {
      const scarce = await floor.floor.product({
        slug: `con-mot-${(made += 1)}`,
        seller: floor.seller,
        onHand: 1,
      });
      const placed = await floor.buy('bank_transfer', scarce);
      const code = codeOf(placed);
      await floor.overdue(code);
      await floor.withWorker(unpaidOrdersQueue, async () =>
        expect(await moneyOf(floor.database, code)).toMatchObject({ order: 'cancelled' }),
      );
      await floor.buy('cod', scarce);
      const told = floor.transferFor(placed);
      await floor.killAndRepeat(told, step);
      expect(await refundsOf(floor.database, code)).toMatchObject([
        { reason: 'too_late', amountVnd: told.totalVnd, status: 'owed' },
      ]);
      expect(await noticesOf(floor.database, code)).toBe(1);
      await floor.expectEverythingInOrder();
    },
  );
});

describe('a worker that is killed', () => {
  onAnotherFloor();
  const ENDING = ['orders', 'payments', 'order_events', 'stock_levels', COMMIT];
  it.each(LONG ? ENDING : ['order_events'])(
    'while it ends an order that nobody paid, at %s: ended once, its goods on the shelf once',
    async (step) => {
      const scarce = await floor.floor.product({
        slug: `qua-gio-${(made += 1)}`,
        seller: floor.seller,
        onHand: 1,
      });
      const code = codeOf(await floor.buy('bank_transfer', scarce));
      await floor.overdue(code);
      await floor.killWorkerAt(step, unpaidOrdersQueue, async () =>
        expect(await moneyOf(floor.database, code)).toMatchObject({ order: 'cancelled', payment: 'expired' }),
      );
      const ends = (await eventsOf(floor.database, code)).filter((event) => event.includes('cancelled'));
      expect(ends).toHaveLength(1);
      await floor.expectEverythingInOrder();
    },
  );

  it.each(LONG ? THROUGH_PAGES.filter((step) => step !== 'pgboss.job' && step !== 'gateway_notices') : [])(
    'while it finds money that nobody told of, at %s: settled once after all',
    async (step) => {
      const { placed, webhook } = await paidByCard();
      const silent = (): Promise<unknown> =>
        floor.database.query(`UPDATE payment_sessions SET updated_at = '2026-01-01' WHERE status = 'open'`);
      const paid = async (): Promise<void> =>
        expect(await moneyOf(floor.database, codeOf(placed))).toMatchObject({ payment: 'paid' });
      await floor.killWorkerAt(step, onlinePaymentsQueue, paid, silent);
      await floor.expectPaidOnce(webhook);
      await floor.expectEverythingInOrder();
    },
  );

  /** The gateway has done it, and nobody hears. */
  const ANSWER = 'the gateway’s answer';
  it.each(LONG ? ['refunds', 'orders', 'audit_records', ANSWER] : [])(
    'while it gives back by card, at %s: given back once',
    async (step) => {
      const { placed, webhook } = await paidByCard();
      expect(await webhook.tell()).toBe(200);
      const path = `/seller/${floor.seller.slug}/orders/${codeOf(placed)}/cancellation`;
      const reason = { reason: 'out_of_stock' };
      expect((await floor.buyer.call('POST', path, reason, floor.owner.headers)).status).toBe(200);
      const done = async (): Promise<void> =>
        expect(await refundsOf(floor.database, codeOf(placed))).toMatchObject([{ status: 'done' }]);
      const givenBack = async (): Promise<number[]> => {
        const { payment_intent: intent } = await floor.sessionOf(placed);
        const { refunds } = await floor.stripe.state();
        return refunds.filter(({ paymentIntent }) => paymentIntent === intent).map(({ amount }) => amount);
      };
      if (step === ANSWER) {
        await floor.stripe.next({ path: '/v1/refunds', behaviour: 'lost' });
        const worker = await floor.worker();
        await floor.enqueue(onlinePaymentsQueue);
        await vi.waitFor(async () => expect(await givenBack()).toHaveLength(1), {
          timeout: SURE_TO_COME_MS,
        });
        await worker.kill();
        await floor.withWorker(onlinePaymentsQueue, done);
      } else await floor.killWorkerAt(step, onlinePaymentsQueue, done);
      expect(await givenBack()).toEqual([placed.totalVnd]);
      await floor.expectEverythingInOrder();
    },
  );
});
