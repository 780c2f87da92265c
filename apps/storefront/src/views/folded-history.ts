import type { ShopActivity } from '../backend/shops.types.js';

/** A history with what somebody did several times in a row as one line, at the time they did it last. */
export function folded(history: readonly ShopActivity[]): { entry: ShopActivity; times: number }[] {
  const lines: { entry: ShopActivity; times: number }[] = [];
  for (const entry of history) {
    const last = lines.at(-1);
    if (last !== undefined && isSame(last.entry, entry)) last.times += 1;
    else lines.push({ entry, times: 1 });
  }
  return lines;
}

const isSame = (one: ShopActivity, other: ShopActivity): boolean =>
  one.action === other.action && one.actor?.name === other.actor?.name && one.onBehalf === other.onBehalf;
