import autocannon from 'autocannon';

/** Requests a second of one target in one short burst, and whether every answer was a good one. */
export interface Burst {
  perSecond: number;
  failures: number;
}

/** The middle of some ratios: one slow second of the machine must not decide. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? NaN, sorted[middle] ?? NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Loads one address with keep-alive connections for so many seconds. */
export async function burst(
  url: string,
  connections: number,
  seconds: number,
  headers: Record<string, string> = {},
): Promise<Burst> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { accept: 'application/json, text/html', ...headers },
  });
  return { perSecond: result.requests.average, failures: result.non2xx + result.errors };
}

/** A target beside its limit, in turns, so that both meet the same minutes of a noisy machine. */
export async function inTurns<Name extends string, Figure = number>(
  targets: Record<Name, () => Promise<Figure>>,
  rounds: number,
): Promise<Record<Name, Figure[]>> {
  const names = Object.keys(targets) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as Figure[]])) as Record<Name, Figure[]>;
  for (let round = 0; round < rounds; round += 1) {
    // Every other round backwards: whoever comes second finds warmer caches.
    for (const name of round % 2 === 0 ? names : names.toReversed())
      figures[name].push(await targets[name]());
  }
  return figures;
}
