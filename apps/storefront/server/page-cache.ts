import type { KeptPage } from './kept-page.js';

/** Carried by every page: names and classes of the floor itself. */
export const FLOOR_TAG = 'floor';

/** The rendering of one page, which others that ask for it meanwhile wait for. */
export interface Refill<Made> {
  /** How many changes had been heard when it began. */
  readonly since: number;
  readonly made: Promise<Made>;
}

/**
 * Pages by address until something they show changes. Where room is short, the oldest that nobody asked for goes first:
 * noting that one was asked for costs a page's answer nothing, where an order by last use is written anew with each.
 *
 * A page whose rendering began before a change of what it shows is not kept, and not waited for by who comes after the
 * change: it may have been read before.
 */
export class PageCache<Made> {
  private readonly kept = new Map<string, KeptPage>();
  private readonly addresses = new Map<string, Set<string>>();
  private readonly refills = new Map<string, Refill<Made>>();
  /** Since the oldest refill under way began: what changed, and as the how-manieth change. */
  private changes: { number: number; tags: readonly string[] }[] = [];
  private heard = 0;
  private begun = 0;
  private bytes = 0;

  /** @param mostBytes what all pages together may take */
  constructor(private readonly mostBytes: number) {}

  /** @param now instant of the floor's clock in milliseconds */
  get(address: string, now: number): KeptPage | undefined {
    const page = this.kept.get(address);
    if (page === undefined) return undefined;
    if (page.expiresAt <= now) {
      this.remove(address, page);
      return undefined;
    }
    page.askedFor = true;
    return page;
  }

  /** The rendering under way that somebody who comes now may wait for. */
  underWay(address: string): Promise<Made> | undefined {
    const refill = this.refills.get(address);
    return refill !== undefined && refill.since === this.heard ? refill.made : undefined;
  }

  /**
   * Begins a rendering. `work` is handed a function that keeps the page it made, unless it may be untrue by then.
   */
  refill(address: string, work: (keep: (page: KeptPage) => void) => Promise<Made>): Promise<Made> {
    const since = this.heard;
    this.begun += 1;
    const made = work((page) => this.put(address, page, since)).finally(() => {
      if (this.refills.get(address) === refill) this.refills.delete(address);
      this.begun -= 1;
      if (this.begun === 0) this.changes = [];
    });
    const refill: Refill<Made> = { since, made };
    this.refills.set(address, refill);
    return made;
  }

  /** Drops every page that carries one of these words. */
  purge(tags: readonly string[]): void {
    this.heard += 1;
    if (this.begun > 0) this.changes.push({ number: this.heard, tags });
    if (tags.includes(FLOOR_TAG)) {
      this.kept.clear();
      this.addresses.clear();
      this.bytes = 0;
      return;
    }
    for (const tag of tags)
      for (const address of this.addresses.get(tag) ?? []) {
        const page = this.kept.get(address);
        if (page !== undefined) this.remove(address, page);
      }
  }

  /** Drops everything: nobody knows what has changed. */
  clear(): void {
    this.purge([FLOOR_TAG]);
  }

  get size(): number {
    return this.kept.size;
  }

  private put(address: string, page: KeptPage, since: number): void {
    const untrue = this.changes.some(
      ({ number, tags }) => number > since && tags.some((tag) => tag === FLOOR_TAG || page.tags.has(tag)),
    );
    if (untrue || page.weight > this.mostBytes) return;
    const before = this.kept.get(address);
    if (before !== undefined) this.remove(address, before);
    this.kept.set(address, page);
    this.bytes += page.weight;
    for (const tag of page.tags) {
      const addresses = this.addresses.get(tag) ?? new Set();
      this.addresses.set(tag, addresses.add(address));
    }
    this.makeRoomFor(page);
  }

  /** Drops from the oldest on; one that was asked for since stays for another round, behind all others. */
  private makeRoomFor(newest: KeptPage): void {
    for (const [address, page] of this.kept) {
      if (this.bytes <= this.mostBytes) break;
      if (page === newest) continue;
      if (!page.askedFor) {
        this.remove(address, page);
        continue;
      }
      page.askedFor = false;
      this.kept.delete(address);
      this.kept.set(address, page);
    }
  }

  private remove(address: string, page: KeptPage): void {
    this.kept.delete(address);
    this.bytes -= page.weight;
    for (const tag of page.tags) {
      const addresses = this.addresses.get(tag);
      addresses?.delete(address);
      if (addresses?.size === 0) this.addresses.delete(tag);
    }
  }
}
