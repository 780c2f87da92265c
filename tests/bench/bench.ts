import { burst, inTurns, median } from './load.ts';
import { startBenchFloor } from './bench-floor.ts';
import { bareCrowd, CROWD, crowdThroughApi, Shelves } from './hot-row.ts';
import { BarePlacement, placeThroughApi, readyOrders } from './placement.ts';
import { allReads, answer, type Read } from './all-reads.ts';
import { keptPage } from './kept-page.ts';
import type { RecordedRead } from './reads.ts';
import { SIGNING_IN, whileSigningIn } from './sign-ins.ts';
import { firstPaints, onASlowPhone } from './slow-phone.ts';
import { step } from '../../apps/launcher/src/report.ts';

// npm run bench: what the floor reaches beside what this machine can do at all, in the same run. Machines are noisy, so
// seconds mean nothing and ratios do; each figure is the median of rounds taken in turns. Nothing is cached on either
// side of an API figure; pages are kept, as in a shop that is open. `npm run bench -- sign-ins` takes one part: reads, page, placement, hot-row, sign-ins, slow-phone.

const PRODUCTS = Number(process.env['BENCH_PRODUCTS'] ?? 10_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const SECONDS = 3;
const CONNECTIONS = 16;
const BUYERS = 8;
const ORDERS_A_ROUND = 160;
const FIRST_VISITS = 9;

interface Line {
  work: string;
  limit: number;
  ours: number;
  ratio: number;
  target: string;
}

const lines: Line[] = [];

const parts: Record<string, () => Promise<void>> = {
  reads: measureReads,
  page: measurePage,
  placement: measurePlacement,
  'hot-row': measureHotRow,
  'sign-ins': measureSignIns,
  'slow-phone': measureSlowPhone,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) throw new Error(`No such part: ${unknown.join(', ')}`);

const floor = await startBenchFloor(PRODUCTS);
try {
  for (const [name, measure] of Object.entries(parts))
    if (wanted.length === 0 || wanted.includes(name)) await measure();
  console.log(
    `\n${PRODUCTS} products, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s, medians; placement with ${BUYERS} buyers`,
  );
  console.table(Object.fromEntries(lines.map(({ work, ...figures }) => [work, figures])));
  console.log(`API memory after the load: ${floor.api.memoryMb()} MB`);
} finally {
  await floor.stop();
}

async function measureReads(): Promise<void> {
  const { reads, firstPage, deepPage } = await allReads(floor, PRODUCTS);
  for (const [work, { path, read, targets }] of Object.entries(reads))
    await measureRead(work, path, read, targets);
  await measureDeepPage(firstPage, deepPage);
}

async function measureRead(
  work: string,
  path: string,
  read: RecordedRead,
  targets: Read['targets'],
): Promise<void> {
  const bare = `${floor.limit.address}/read/${encodeURIComponent(work)}`;
  await fetch(bare, { method: 'PUT', body: JSON.stringify(read) });
  const own = `${floor.api.address}${path}`;
  const open = `${floor.storefront.address}${path}`;
  const [expected, ...answers] = await Promise.all(
    [bare, own, open].map(async (url) => (await fetch(url)).text()),
  );
  if (answers.some((text) => text !== expected))
    throw new Error(`${work}: the answers differ, so the times mean nothing`);
  step(`${work} (${(expected ?? '').length} bytes)`);
  const figures = await inTurns(
    { limit: () => load(bare), api: () => load(own), public: () => load(open) },
    ROUNDS,
  );
  const limit = median(figures.limit);
  report(`${work} · API port`, limit, figures.api, figures.limit, targets.api);
  report(`${work} · public port`, limit, figures.public, figures.limit, targets.public);
}

async function measureDeepPage(firstPage: string, deepPage: string): Promise<void> {
  step('deep page beside the first');
  const figures = await inTurns(
    {
      limit: () => load(`${floor.api.address}${firstPage}`),
      ours: () => load(`${floor.api.address}${deepPage}`),
    },
    ROUNDS,
  );
  const ratios = figures.limit.map((first, round) => first / (figures.ours[round] ?? NaN));
  lines.push({
    work: 'time of page 300 ÷ page 1 · API port',
    limit: Math.round(median(figures.limit)),
    ours: Math.round(median(figures.ours)),
    ratio: round2(median(ratios)),
    target: '≤ 1.2',
  });
}

/**
 * A kept page beside a bare server that sends the same bytes: plain, and compressed as every browser asks for it. Once more
 * beside one that writes the same headers too: what lies between both is Node's own price of them.
 */
async function measurePage(): Promise<void> {
  const first = await answer<{ items: { slug: string }[] }>(`${floor.api.address}/api/v1/products`);
  const page = `${floor.storefront.address}/san-pham/${first.items[0]?.slug}`;
  for (const encoding of ['identity', 'br', 'gzip']) {
    const headers = { 'accept-encoding': encoding };
    const { bytes, head } = await keptPage(page, encoding);
    const bare = await sentBare(`page-${encoding}`, bytes, []);
    const alike = await sentBare(`page-${encoding}-with-headers`, bytes, head);
    step(`kept product page, ${encoding}`);
    const figures = await inTurns(
      {
        limit: () => load(bare, headers),
        alike: () => load(alike, headers),
        ours: () => load(page, headers),
      },
      ROUNDS,
    );
    const work = `kept product page, ${encoding} · public port`;
    report(work, median(figures.limit), figures.ours, figures.limit, '≥ 0.85');
    report(`${work}, same headers`, median(figures.alike), figures.ours, figures.alike, 'told');
  }
}

/** The address at which the bare server sends these bytes. */
async function sentBare(name: string, bytes: Buffer, head: readonly string[]): Promise<string> {
  const address = `${floor.limit.address}/bytes/${name}`;
  await fetch(address, {
    method: 'PUT',
    headers: { 'content-type': 'text/html; charset=utf-8', 'answer-headers': JSON.stringify(head) },
    body: new Uint8Array(bytes),
  });
  return address;
}

async function measurePlacement(): Promise<void> {
  step('placement: filling carts and recording their statements');
  const bare = await BarePlacement.connect(floor.databaseUrl, BUYERS);
  try {
    const own = await batches(ROUNDS + 1);
    const recorded: Awaited<ReturnType<typeof bare.recordAll>>[] = [];
    for (const orders of await batches(ROUNDS + 1)) recorded.push(await bare.recordAll(orders));
    step('placement');
    // The first batch of each only warms connections and prepared statements.
    await placeThroughApi(floor.api.address, own.pop() ?? [], BUYERS);
    await bare.replay(recorded.pop() ?? []);
    const figures = await inTurns(
      {
        limit: () => bare.replay(recorded.pop() ?? []),
        ours: () => placeThroughApi(floor.api.address, own.pop() ?? [], BUYERS),
      },
      ROUNDS,
    );
    report('placement, 2 lines · API port', median(figures.limit), figures.ours, figures.limit, '≥ 0.4');
  } finally {
    await bare.stop();
  }
}

/** Everybody wants the last 500 of one product: how long they wait beside bare SQL, and whether others notice. */
async function measureHotRow(): Promise<void> {
  const bare = await BarePlacement.connect(floor.databaseUrl, CROWD);
  const shelves = await Shelves.of(floor);
  const seen = {
    bare: [] as number[],
    ours: [] as number[],
    beside: [] as number[],
    control: [] as number[],
  };
  try {
    for (let round = 0; round < Math.min(ROUNDS, 3); round += 1) {
      step(`hot row, round ${round + 1}: filling carts`);
      seen.bare.push((await bareCrowd(bare, shelves)).p99);
      const hot = await crowdThroughApi(floor, shelves, 'one product');
      const spread = await crowdThroughApi(floor, shelves, 'spread out');
      seen.ours.push(hot.p99);
      seen.beside.push(hot.othersPerSecond);
      seen.control.push(spread.othersPerSecond);
    }
  } finally {
    await bare.stop();
  }
  report('p99 in ms, 2,000 attempts on 500 · API port', median(seen.bare), seen.ours, seen.bare, '≤ 4');
  report('others’ placements beside it · API port', median(seen.control), seen.beside, seen.control, '≥ 0.7');
}

/**
 * Reading goes on while many wait at the sign-in: hashing passwords takes a third of a core at most. Both figures come from an API
 * with its throttles on, because counting tries is part of what a sign-in costs.
 */
async function measureSignIns(): Promise<void> {
  const api = await floor.startGuarded();
  const { address } = api;
  const list = `${address}/api/v1/products`;
  step(`list beside ${SIGNING_IN} sign-ins`);
  const seen = { signedIn: 0, toldToWait: 0, slowest: 0 };
  const beside = async (): Promise<number> => {
    const guarded = { address, storefrontSecret: floor.storefrontSecret, dataDir: floor.dataDir };
    const { result, signIns } = await whileSigningIn(guarded, () => load(list));
    seen.signedIn += signIns.signedIn;
    seen.toldToWait += signIns.toldToWait;
    seen.slowest = Math.max(seen.slowest, signIns.slowest);
    return result;
  };
  try {
    await load(list);
    const figures = await inTurns({ limit: () => load(list), ours: beside }, ROUNDS);
    const work = `list, page 1, beside ${SIGNING_IN} sign-ins · API port`;
    report(work, median(figures.limit), figures.ours, figures.limit, '≥ 0.5');
  } finally {
    await api.stop();
  }
  step(
    `  ${seen.signedIn} signed in, ${seen.toldToWait} told to come back, the slowest after ${Math.round(seen.slowest)} ms`,
  );
}

/** Lighthouse's own phone and line, then 1.6 Mb/s with 150 ms and a processor of a quarter; whatever else the machine does makes its pages slower, bare ones last of all. */
async function measureSlowPhone(): Promise<void> {
  step('pages on a slow phone');
  for (const page of await onASlowPhone(floor, ROUNDS)) {
    const { name, limit, performance, largest, blocked, shift } = page;
    const ratio = round2(performance / limit);
    lines.push({
      work: `${name} on a slow phone, of 100`,
      limit,
      ours: performance,
      ratio,
      target: 'ours ≥ 99',
    });
    step(`  ${name}: ${performance}; largest after ${largest} ms, blocked ${blocked} ms, shifted ${shift}`);
  }
  const { product, bare } = await firstPaints(floor, FIRST_VISITS);
  const targets = { largest: 'ours < 1200', blocked: 'ours 0', shifted: 'ours 0' } as const;
  for (const figure of ['largest', 'blocked', 'shifted'] as const) {
    const [limit, ours] = [bare[figure], product[figure]];
    const ratio = ours === limit ? 1 : round2(ours / limit);
    lines.push({ work: `product's first visit, ${figure}`, limit, ours, ratio, target: targets[figure] });
  }
}

async function batches(count: number): Promise<Awaited<ReturnType<typeof readyOrders>>[]> {
  const all: Awaited<ReturnType<typeof readyOrders>>[] = [];
  for (let index = 0; index < count; index += 1) all.push(await readyOrders(floor, ORDERS_A_ROUND));
  return all;
}

/** Requests a second; a single failed answer makes the whole figure worthless. */
async function load(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { perSecond, failures } = await burst(url, CONNECTIONS, SECONDS, headers);
  if (failures > 0) throw new Error(`${failures} requests failed at ${url}`);
  return perSecond;
}

function report(
  work: string,
  limit: number,
  ours: readonly number[],
  limits: readonly number[],
  target: string,
): void {
  const ratio = round2(median(ours.map((figure, round) => figure / (limits[round] ?? NaN))));
  lines.push({ work, limit: Math.round(limit), ours: Math.round(median(ours)), ratio, target });
  step(`  ${work}: ${ratio} of the limit (${target})`);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
