import type { AddressInfo } from 'node:net';
import { DAY_MS } from '#kernel/time';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import { OrderMessages } from '../../../apps/api/src/modules/orders/order-messages.js';
import { unpaidOrdersQueue } from '../../../apps/api/src/modules/orders/order-queues.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { Jobs } from '../../../apps/api/src/platform/jobs/jobs.js';
import { testApp } from '../../support/app.js';
import { Buyer, codeOf, CONTACT, type PlacedBody } from '../../support/buyer.js';
import { readMessages } from '../../support/outbox.js';
import { SURE_TO_COME_MS } from '../../support/patience.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { testWorker } from '../../support/worker.js';

let shop: SmallShop;
let variantId: string;

beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example.vn' } });
  ({ variantId } = await shop.floor.product({ slug: 'mam-ruoc', seller: shop.seller, priceVnd: 75_500 }));
});
afterAll(() => shop.close());

const groupIdOf = async ({ code }: PlacedBody): Promise<string> => {
  const [row] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
    code,
  ]);
  return row?.id ?? '';
};
const jobOf = async (placed: PlacedBody) => {
  const [job] = await shop.database.query<{ state: string; retry: number }>(
    `SELECT state, retry_count AS retry FROM pgboss.job WHERE name = 'order-confirmation' AND data->>'orderGroupId' = $1`,
    [await groupIdOf(placed)],
  );
  return job;
};
/** The worker looks once a second; nothing in the tests waits longer than it takes. */
const eventually = <T>(check: () => Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: SURE_TO_COME_MS, interval: 100 });

it('a worker takes the job and puts the confirmation into the outbox', async () => {
  const placed = await shop.buyer.buy({ [variantId]: 2 }, { payment: 'bank_transfer' });
  expect(await jobOf(placed)).toEqual({ state: 'created', retry: 0 });
  const worker = await testWorker({
    database: shop.database,
    clock: shop.clock,
    env: { PUBLIC_URL: 'https://san.example.vn' },
  });
  try {
    await eventually(async () => expect((await jobOf(placed))?.state).toBe('completed'));
  } finally {
    await worker.close();
  }
  // The shop's own notice of the order may be there already; it is another job's.
  const written = await readMessages(shop.database);
  expect(written.filter(({ id }) => id.startsWith('order-confirmation-'))).toEqual([
    {
      id: `order-confirmation-${placed.code}`,
      to: { email: null, phone: '+84912345678' },
      subject: `Đã nhận đơn đặt hàng ${placed.code}`,
      text: [
        'Chào Người Mua Mẫu,',
        '',
        `Sàn đã nhận đơn đặt hàng ${placed.code}, tổng cộng 171.000\u00a0₫:`,
        `- Đơn ${placed.orders[0]?.code}, Gian hàng rach-goc: 171.000\u00a0₫, chuyển khoản cho người bán trước 10:00 ngày 24/11/2026`,
        '',
        'Mỗi người bán gửi hàng của mình riêng. Xem từng đơn, mã QR chuyển khoản và bước tiếp theo tại:',
        `https://san.example.vn/don-hang/${placed.code}?token=${placed.accessToken}`,
        '',
        'Sàn không giữ tiền của người mua: tiền chuyển khoản vào thẳng tài khoản của người bán.',
        '',
      ].join('\n'),
      short: `Da nhan don dat hang ${placed.code}, 171.000 d. Xem don va cach tra tien: https://san.example.vn/don-hang/${placed.code}?token=${placed.accessToken}`,
    },
  ]);
});

it('a message sent twice is one file with the same words', async () => {
  const placed = await shop.buyer.buy({ [variantId]: 1 });
  const messages = shop.app.get(OrderMessages);
  await messages.confirm(await groupIdOf(placed));
  const mine = async () =>
    (await readMessages(shop.database)).filter((message) => message.id.includes(placed.code));
  const first = await mine();
  await messages.confirm(await groupIdOf(placed));
  expect(first).toHaveLength(1);
  expect(await mine()).toEqual(first);
});

it('whoever bought in English is written to in English, with the way to the English page', async () => {
  const placed = await new Buyer(shop.app.url, 'en').buy({ [variantId]: 1 }, { payment: 'bank_transfer' });
  const messages = shop.app.get(OrderMessages);
  await messages.confirm(await groupIdOf(placed));
  await shop.app.get(TellOfOrders).placed(await groupIdOf(placed));
  const written = await readMessages(shop.database);
  const mine = written.find(({ id }) => id === `order-confirmation-${placed.code}`);
  const page = `https://san.example.vn/en/don-hang/${placed.code}?token=${placed.accessToken}`;
  expect(mine).toMatchObject({
    subject: `Order ${placed.code} received`,
    short: `Order ${placed.code} received, VND 95,500. Your order and how to pay: ${page}`,
  });
  expect(mine?.text).toContain('VND 95,500, to be transferred to the seller by 24 November 2026, 10:00');
  // The shop reads Vietnamese, whatever language its buyers read.
  const forShop = written.find(({ id }) => id === `order-new-${codeOf(placed)}`);
  expect(forShop?.text).toContain('https://san.example.vn/kenh-nguoi-ban/');
});

it('goes out by SMTP to the address on the order, again after the mail server refused it, and never to the outbox', async () => {
  const mails: { to: string[]; text: string }[] = [];
  let refusals = 1;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          done(new Error('mailbox is busy'));
          return;
        }
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const app = await testApp({
    database: shop.database,
    clock: shop.clock,
    env: { PUBLIC_URL: 'https://san.example.vn', SMTP_URL: `smtp://127.0.0.1:${port}` },
  });
  try {
    const contact = { ...CONTACT, email: 'tu@mau.example.vn' };
    const placed = await shop.buyer.buy({ [variantId]: 1 }, { contact });
    const confirm = async () => app.get(OrderMessages).confirm(await groupIdOf(placed));
    await expect(confirm()).rejects.toThrow('mailbox is busy');
    expect(mails).toEqual([]);
    await confirm();
    await confirm();
    expect(mails.map((mail) => mail.to)).toEqual([['tu@mau.example.vn'], ['tu@mau.example.vn']]);
    const ids = mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail.text)?.[1]);
    expect(ids).toEqual([1, 2].map(() => `<order-confirmation-${placed.code}@san.example.vn>`));
    expect(mails[0]?.text).toContain('From: no-reply@san.example.vn');
    expect((await readMessages(shop.database)).some((message) => message.id.includes(placed.code))).toBe(
      false,
    );
  } finally {
    await app.close();
    await new Promise<void>((closed) => server.close(closed));
  }
});

it('a job that fails stays in the queue and is tried again', async () => {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(new Error('no such mailbox today')),
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const placed = await shop.buyer.buy(
    { [variantId]: 1 },
    { contact: { ...CONTACT, email: 'tu@mau.example.vn' } },
  );
  const worker = await testWorker({
    database: shop.database,
    clock: shop.clock,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}` },
  });
  try {
    await eventually(async () => expect((await jobOf(placed))?.state).toBe('retry'));
  } finally {
    await worker.close();
    await new Promise<void>((closed) => server.close(closed));
  }
});

it('a worker keeps the clockwork going: overdue transfers every minute, the recount and the tidying', async () => {
  const start = shop.clock.now();
  const placed = await shop.buyer.buy({ [variantId]: 1 }, { payment: 'bank_transfer' });
  shop.clock.advance(DAY_MS);
  const worker = await testWorker({ database: shop.database, clock: shop.clock });
  try {
    expect(
      await shop.database.query(
        `SELECT name, cron, timezone FROM pgboss.schedule WHERE name = ANY ($1) ORDER BY name`,
        [['stock-recount', 'tidy', 'unpaid-orders']],
      ),
    ).toEqual([
      { name: 'stock-recount', cron: '15 2 * * *', timezone: 'Asia/Ho_Chi_Minh' },
      { name: 'tidy', cron: '40 * * * *', timezone: 'Asia/Ho_Chi_Minh' },
      { name: 'unpaid-orders', cron: '* * * * *', timezone: 'Asia/Ho_Chi_Minh' },
    ]);
    // The minute is not waited for: the job it would write is written here.
    await shop.app
      .get(Transactions)
      .run('worker', (tx) => shop.app.get(Jobs).enqueue(tx, unpaidOrdersQueue, {}));
    await eventually(async () => {
      const [order] = (await shop.buyer.page(placed)).body.orders;
      expect(order?.nextStep).toBe('cancelled_unpaid');
    });
  } finally {
    await worker.close();
    shop.clock.set(start);
  }
});
