import { randomUUID } from 'node:crypto';
import type { Buyer, PlacedBody, QuoteBody } from './buyer.js';
import type { TestDatabase } from './database.js';
import { holdCommits, holdWrites, untilNobodyIsLeft, untilWaiting, type Holder } from './held-locks.js';

/** Everything is written, and only the commit is missing; it happens, and whoever asked for it never hears. */
export const COMMIT = 'commit';

/** A process that can be killed. */
interface Mortal {
  kill(): Promise<void>;
  /** What it wrote, for whoever asks why it never came so far. */
  readonly said?: string | undefined;
}

/**
 * Kills a process exactly when its work reaches a step: a table it writes or whose rows it locks, or its commit. The work
 * is begun by `begin`, whose broken connection is nobody's fault; `load` is what others want of it meanwhile. A process that
 * comes up only for this does so in `comeUp`, once the step is held, and what that takes is not waited for as work.
 */
export async function dieAt(
  database: TestDatabase,
  step: string,
  {
    comeUp = () => Promise.resolve(),
    victim,
    begin,
    load,
  }: {
    comeUp?: () => Promise<void>;
    victim: () => Mortal;
    begin: () => Promise<unknown>;
    load?: () => Promise<unknown>;
  },
): Promise<void> {
  const holder: Holder = await (step === COMMIT ? holdCommits(database) : holdWrites(database, step));
  const broken: Promise<unknown>[] = [];
  try {
    await comeUp();
    broken.push(begin().catch(() => null));
    await untilWaiting(database, 1).catch((error: unknown) => {
      throw new Error(`Nobody came to ${step}. ${victim().said ?? ''}`, { cause: error });
    });
    if (load !== undefined) {
      const others = load().catch(() => null);
      broken.push(others);
      // Others stand at the same step, or are through where it is not on their way.
      await Promise.race([others, untilWaiting(database, 2)]);
    }
  } finally {
    await victim().kill();
    await holder.release();
  }
  await Promise.all(broken);
  await untilNobodyIsLeft(database);
}

/** One purchase that is asked for under one key until somebody answers. */
export interface Attempt {
  key: string;
  cartId: string;
  quote: QuoteBody;
  placed: PlacedBody | null;
}

export async function attempts(buyer: Buyer, variantId: string, count: number): Promise<Attempt[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const cartId = await buyer.cart({ [variantId]: 1 });
      return { key: randomUUID(), cartId, quote: await buyer.quote(cartId), placed: null };
    }),
  );
}

/** Sends every attempt that has no answer yet, once. */
export async function sendAll(buyer: Buyer, all: readonly Attempt[], payment: string): Promise<void> {
  await Promise.all(
    all
      .filter(({ placed }) => placed === null)
      .map(async (attempt) => {
        const answer = await buyer
          .place(attempt.cartId, attempt.quote, { payment }, attempt.key)
          .catch(() => null);
        if (answer?.status === 201) attempt.placed = answer.body;
      }),
  );
}
