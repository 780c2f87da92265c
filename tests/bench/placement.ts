import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from '../../apps/launcher/src/tools.ts';
import type { BenchFloor } from './bench-floor.ts';

/** A statement as it went over the wire. */
export interface Recorded {
  name?: string;
  text: string;
  values: unknown[];
}

/** A full cart with the request that places it. */
export interface ReadyOrder {
  key: string;
  body: Record<string, unknown>;
}

const DELIVERY = { method: 'ship', communeCode: '32191', line: 'Số 1, ấp 2' };

/** A database that stops because something went wrong ends its clients: what went wrong is what must be read. */
const ignored = (): void => undefined;

/** Carts of two lines, priced, each to be placed once. */
export async function readyOrders(floor: BenchFloor, count: number): Promise<ReadyOrder[]> {
  const variants = await floor.database.query<{ id: string }>(`
    SELECT v.id FROM variants v JOIN stock_levels s ON s.variant_id = v.id JOIN listings l ON l.product_id = v.product_id
    JOIN product_sets ps ON ps.no = l.set_no
    WHERE s.on_hand - s.reserved > 50 AND NOT ps.alcohol AND l.publication_status = 'published'
      AND l.seller_status = 'approved' AND l.listed_from <= current_date AND l.listed_until > current_date + 2
    ORDER BY random() LIMIT $1`, [count * 2]); // prettier-ignore
  const ids = variants.rows.map((row) => row.id);
  const orders: ReadyOrder[] = [];
  for (let index = 0; index < count; index += 1) {
    const pair = [ids[(index * 2) % ids.length], ids[(index * 2 + 1) % ids.length]];
    orders.push(await readyOrder(floor.api.address, pair));
  }
  return orders;
}

/** A cart of one piece of each of these variants, priced. */
export async function readyOrder(
  api: string,
  variantIds: readonly (string | undefined)[],
): Promise<ReadyOrder> {
  const cart = await ask<{ id: string }>(api, 'POST', '/carts', {});
  for (const id of variantIds) await ask(api, 'PUT', `/carts/${cart.id}/lines/${id}`, { quantity: 1 });
  const quote = await ask<{ totalVnd: number; quoteToken: string }>(api, 'POST', `/carts/${cart.id}/quote`, {
    delivery: DELIVERY,
  });
  return {
    key: randomUUID(),
    body: {
      cartId: cart.id,
      contact: { name: 'Người Mua Mẫu', phone: '0912345678' },
      delivery: DELIVERY,
      payment: 'bank_transfer',
      expectedTotalVnd: quote.totalVnd,
      quoteToken: quote.quoteToken,
    },
  };
}

/** Places the orders through the API with so many buyers at once; orders a second. */
export async function placeThroughApi(
  api: string,
  orders: readonly ReadyOrder[],
  buyers: number,
): Promise<number> {
  return perSecond(orders, buyers, async (order) => {
    await ask(api, 'POST', '/order-groups', order.body, { 'idempotency-key': order.key });
  });
}

/**
 * The limit: exactly the statements the API would send for these orders, recorded from its own code in transactions
 * that were rolled back, replayed and committed by bare clients that do nothing else.
 */
export class BarePlacement {
  private readonly clients: readonly pg.Client[];
  private readonly recorder: Recorder;

  private constructor(clients: readonly pg.Client[], recorder: Recorder) {
    this.clients = clients;
    this.recorder = recorder;
  }

  static async connect(databaseUrl: string, buyers: number): Promise<BarePlacement> {
    const clients = await Promise.all(
      Array.from({ length: buyers }, async () => {
        const client = new pg.Client({
          connectionString: databaseUrl,
          options: '-c plan_cache_mode=force_generic_plan',
        });
        client.on('error', ignored);
        await client.connect();
        return client;
      }),
    );
    const recorder = await startRecorder(databaseUrl);
    return new BarePlacement(clients, recorder);
  }

  async recordAll(orders: readonly ReadyOrder[]): Promise<Recorded[][]> {
    const recorded: Recorded[][] = [];
    for (const order of orders) recorded.push(await this.recorder.record(order));
    return recorded;
  }

  /** Orders a second. */
  async replay(placements: readonly Recorded[][]): Promise<number> {
    const free = [...this.clients];
    return perSecond(placements, this.clients.length, async (statements) => {
      const client = free.pop();
      if (client === undefined) throw new Error('More buyers than clients');
      for (const statement of statements) await client.query(statement);
      free.push(client);
    });
  }

  /** One placement by one of the clients, given up where the API gives it up: nothing left when it looks, or when it takes. */
  async attempt(client: number, statements: readonly Recorded[]): Promise<'placed' | 'sold out'> {
    const connection = this.clients[client];
    if (connection === undefined) throw new Error(`No client ${client}`);
    for (const statement of statements) {
      const { rows } = await connection.query<{ quantity?: number; available?: number }>(statement);
      const short = rows.some(
        ({ quantity = 1, available }) => available !== undefined && available < quantity,
      );
      if (!short) continue;
      await connection.query('ROLLBACK');
      return 'sold out';
    }
    return 'placed';
  }

  async stop(): Promise<void> {
    await this.recorder.stop();
    for (const client of this.clients) await client.end();
  }
}

interface Recorder {
  record(order: ReadyOrder): Promise<Recorded[]>;
  stop(): Promise<void>;
}

async function startRecorder(databaseUrl: string): Promise<Recorder> {
  const dist = (path: string): Promise<Record<string, unknown>> =>
    import(join(ROOT, 'dist', 'apps/api/src', path)) as Promise<Record<string, unknown>>;
  const { PlaceOrder } = (await dist('modules/orders/place-order.js')) as { PlaceOrder: PlaceOrderClass };
  const { Jobs } = (await dist('platform/jobs/jobs.js')) as { Jobs: JobsClass };
  const { OrderContacts } = (await dist('modules/orders/order-contacts.js')) as { OrderContacts: Parts };
  const { DataKeys } = (await dist('platform/sealing/data-keys.js')) as { DataKeys: Parts };
  const { Keyring } = (await dist('platform/sealing/keyring.js')) as { Keyring: Parts };
  const { FloorProfile } = (await dist('platform/data/floor-profile.js')) as { FloorProfile: Parts };
  const environment = {
    databaseUrl,
    sessionSecret: randomUUID(),
    dataKey: randomUUID(),
    dataKeyPrevious: null,
  };
  const keyring = new Keyring(environment);
  const contacts = new OrderContacts(new DataKeys(keyring), keyring);
  const jobs = new Jobs(environment, 'api');
  await jobs.onModuleInit();
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', ignored);
  await client.connect();
  let recorded: Recorded[] = [];
  const run = async (statement: Recorded): Promise<pg.QueryResult> => {
    recorded.push(statement);
    return client.query(statement);
  };
  const tx = {
    query: async (text: string, values: unknown[] = []) => (await run({ text, values })).rows,
    queryRunner: { connect: async () => ({ query: run }) },
  };
  const transactions = {
    run: async (audience: string, work: (t: typeof tx) => Promise<unknown>) => {
      await run({ text: 'START TRANSACTION', values: [] });
      await run({ text: `SET LOCAL ROLE floor_${audience}`, values: [] });
      try {
        return await work(tx);
      } finally {
        await client.query('ROLLBACK');
        recorded.push({ text: 'COMMIT', values: [] });
      }
    },
  };
  // Paid by transfer: no gateway is asked.
  const gateways = { offered: [] };
  const checkoutUrls = { complete: (placed: unknown) => placed };
  const clock = { now: () => new Date() };
  const profile = new FloorProfile({ province: 'ca-mau', demo: true });
  const parts = [transactions, jobs, contacts, gateways, checkoutUrls, profile, clock, environment];
  const placeOrder = new PlaceOrder(...parts);
  return {
    record: async (order) => {
      recorded = [];
      await placeOrder.run(order.body, order.key, 'bench', null);
      return recorded;
    },
    stop: async () => {
      await client.end();
      await jobs.onApplicationShutdown();
    },
  };
}

type Parts = new (...parts: unknown[]) => object;
type PlaceOrderClass = new (...parts: unknown[]) => {
  run(body: unknown, key: string, requestId: string, accountId: null): Promise<unknown>;
};
type JobsClass = new (...parts: unknown[]) => {
  onModuleInit(): Promise<void>;
  onApplicationShutdown(): Promise<void>;
};

async function perSecond<T>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<number> {
  const queue = [...items];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
    }),
  );
  return (items.length * 1000) / (performance.now() - start);
}

/** Tries to place an order through the API. */
export async function attemptThroughApi(
  api: string,
  { key, body }: ReadyOrder,
): Promise<'placed' | 'sold out'> {
  const response = await send(api, 'POST', '/order-groups', body, { 'idempotency-key': key });
  const answer = await response.text();
  if (response.status === 201) return 'placed';
  if (response.status === 409 && answer.includes('"out_of_stock"')) return 'sold out';
  throw new Error(`A placement answered ${response.status}: ${answer}`);
}

function send(
  api: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`${api}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function ask<Body>(
  api: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Body> {
  const response = await send(api, method, path, body, headers);
  if (response.status >= 300)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}
