import type { BenchFloor } from './bench-floor.ts';
import { attemptThroughApi, readyOrder, type BarePlacement, type ReadyOrder } from './placement.ts';

/** Buyers who want the same product, each sending the next attempt when the last was answered. */
export const CROWD = 64;
const ATTEMPTS = 2_000;
const LEFT = 500;
/** Buyers of other things meanwhile. */
const BYSTANDERS = 8;
/** More than they place while the crowd is at it. */
const BYSTANDERS_ORDERS = 1_600;
/** Over so many products the same load is spread for the comparison. */
const SPREAD = 100;

interface Shelf {
  variantId: string;
  pieces: number;
}

/** What a crowd met. */
export interface Crowd {
  /** Of all attempts, refused ones included, in milliseconds. */
  p99: number;
  sold: number;
}

/** Products with plenty on the shelf, in no order, none of them twice over the life of the object. */
export class Shelves {
  private readonly floor: BenchFloor;
  private readonly free: string[];

  private constructor(floor: BenchFloor, ids: readonly string[]) {
    this.floor = floor;
    this.free = [...ids];
  }

  static async of(floor: BenchFloor): Promise<Shelves> {
    const { rows } = await floor.database.query<{ id: string }>(`
      SELECT v.id FROM variants v JOIN stock_levels s ON s.variant_id = v.id JOIN listings l ON l.product_id = v.product_id
      JOIN product_sets ps ON ps.no = l.set_no
      WHERE s.on_hand - s.reserved > 50 AND NOT s.restricted AND NOT ps.alcohol AND l.publication_status = 'published'
        AND l.seller_status = 'approved' AND l.listed_from <= current_date AND l.listed_until > current_date + 2
      ORDER BY random()`);
    return new Shelves(
      floor,
      rows.map(({ id }) => id),
    );
  }

  /** So many products, each with exactly that many pieces left. */
  async take(count: number, pieces: number): Promise<Shelf[]> {
    const ids = this.free.splice(0, count);
    if (ids.length < count) throw new Error('The catalogue is too small for this part: raise BENCH_PRODUCTS');
    await this.floor.database.query(
      `UPDATE stock_levels SET on_hand = reserved + $2 WHERE variant_id = ANY ($1::uuid[])`,
      [ids, pieces],
    );
    return ids.map((variantId) => ({ variantId, pieces }));
  }

  /** `count` carts, the products one after the other. */
  async carts(shelves: readonly Shelf[], count: number): Promise<ReadyOrder[]> {
    const orders: ReadyOrder[] = [];
    for (let index = 0; index < count; index += 16) {
      const some = Array.from({ length: Math.min(16, count - index) }, (_, at) => index + at);
      orders.push(
        ...(await Promise.all(
          some.map((at) => readyOrder(this.floor.api.address, [shelves[at % shelves.length]?.variantId])),
        )),
      );
    }
    return orders;
  }
}

/** The crowd at one product through the API, or spread over many; what others placed a second meanwhile. */
export async function crowdThroughApi(
  floor: BenchFloor,
  shelves: Shelves,
  how: 'one product' | 'spread out',
): Promise<Crowd & { othersPerSecond: number }> {
  const wanted =
    how === 'one product' ? await shelves.take(1, LEFT) : await shelves.take(SPREAD, LEFT / SPREAD);
  const orders = await shelves.carts(wanted, ATTEMPTS);
  const others = await shelves.carts(await shelves.take(SPREAD, 1_000), BYSTANDERS_ORDERS);
  const { address } = floor.api;
  let going = true;
  let placed = 0;
  const start = performance.now();
  const bystanders = Array.from({ length: BYSTANDERS }, async () => {
    for (let order = others.pop(); going && order !== undefined; order = others.pop()) {
      if ((await attemptThroughApi(address, order)) === 'placed') placed += 1;
    }
    return performance.now();
  });
  const crowd = await crowded(orders, (order) => attemptThroughApi(address, order));
  going = false;
  const end = Math.max(...(await Promise.all(bystanders)));
  if (others.length === 0) throw new Error('The bystanders ran out of orders before the crowd was served');
  return { ...crowd, othersPerSecond: (placed * 1000) / (end - start) };
}

/** The limit: the statements of such attempts on one row, from clients that do nothing else. */
export async function bareCrowd(bare: BarePlacement, shelves: Shelves): Promise<Crowd> {
  const orders = await shelves.carts(await shelves.take(1, LEFT), ATTEMPTS);
  const recorded = await bare.recordAll(orders);
  return crowded(recorded, (statements, client) => bare.attempt(client, statements));
}

async function crowded<T>(
  items: readonly T[],
  attempt: (item: T, client: number) => Promise<'placed' | 'sold out'>,
): Promise<Crowd> {
  const queue = [...items];
  const times: number[] = [];
  let sold = 0;
  await Promise.all(
    Array.from({ length: CROWD }, async (_, client) => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
        const start = performance.now();
        if ((await attempt(item, client)) === 'placed') sold += 1;
        times.push(performance.now() - start);
      }
    }),
  );
  if (sold !== LEFT) throw new Error(`${sold} were sold of ${LEFT}`);
  times.sort((a, b) => a - b);
  return { p99: times[Math.ceil(times.length * 0.99) - 1] ?? NaN, sold };
}
