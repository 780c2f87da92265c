import { isWaiting, type Keep, type KeptForm } from './keep.js';

/** Writes down that a change of ours moved the product on. */
export async function recordMove(
  keep: Keep,
  { account, shop, product }: Pick<KeptForm, 'account' | 'shop' | 'product'>,
  step: string,
  from: number,
  to: number,
): Promise<void> {
  if (from === to) return;
  const key = ['move', account, shop, product, from].join('/');
  await keep.moved({ kind: 'move', key, account, shop, product, keptAt: Date.now(), step, from, to });
}

/**
 * The version that our own changes made of the one a form was begun from: there is nothing of somebody else's between.
 * Another text of the same step is somebody else's, though it be the same person in another tab.
 */
export async function begunFrom(
  keep: Keep,
  { account, product, step, version }: Pick<KeptForm, 'account' | 'product' | 'step' | 'version'>,
): Promise<number> {
  const moves = (await keep.moves(account)).filter((move) => move.product === product && move.step !== step);
  const next = new Map(moves.map(({ from, to }) => [from, to]));
  let now = version;
  for (let to = next.get(now); to !== undefined && to > now; to = next.get(now)) now = to;
  return now;
}

/** Whether a picture is just being put into the product, or was when its answer was lost: it may have moved it on. */
export async function isBeingPutIn(
  keep: Keep,
  { account, product }: Pick<KeptForm, 'account' | 'product'>,
): Promise<boolean> {
  return (await keep.of(account)).some(
    (thing) =>
      thing.kind === 'picture' &&
      thing.product === product &&
      isWaiting(thing) &&
      thing.puttingInto !== undefined,
  );
}

export const withVersion = (fields: KeptForm['fields'], version: number): KeptForm['fields'] =>
  fields.map(([name, value]) => [name, name === 'version' ? String(version) : value]);
