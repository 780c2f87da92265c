import { IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { MINUTE_MS, nextMidnightInVietnam } from '#kernel/time';
import { keptAddress } from './cached-pages.js';
import { callerAddress } from './caller.js';
import type { StorefrontConfig } from './config.js';
import { KeptPage } from './kept-page.js';
import { FLOOR_TAG, PageCache } from './page-cache.js';
import { PageChangeReader } from './page-changes.js';
import { CollectedPage, completeHeaders, sendPage } from './page-response.js';
import { MAP_PAGES, mapHeaders, pageHeaders } from './security-headers.js';

/** What the pages are told about the request by this server; `App.Locals` in src/env.d.ts has the same field. */
interface DoorLocals {
  door: {
    apiOrigin: string;
    storefrontSecret: string;
    publicOrigin: string;
    buyerAddress: string;
    mapTiles: StorefrontConfig['mapTiles'];
    mapPage: StorefrontConfig['mapPage'];
    changed: (tags: readonly string[]) => void;
    page?: { tags: Set<string>; untold: boolean };
  };
}
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
  locals?: DoorLocals,
) => Promise<void>;

/**
 * No page is kept longer, whatever is announced: counts that few look at and nobody announces, such as those on the home
 * page, are never older.
 */
const LONGEST_KEPT_MS = 10 * MINUTE_MS;
/** Two clocks that are read one after the other differ by the way between them. */
const MIDNIGHT_MARGIN_MS = 1_000;
const MIB = 1024 * 1024;

/** What a rendering gave: a page that could be kept, or one that is only for who waited for it. */
type Made = KeptPage | CollectedPage;

let lastName: string | undefined;

/** Where the host's name is part of an address, it must be a name and nothing that looks like a path. */
function isName(host: string): boolean {
  // Nearly all ask by the same name.
  if (host === lastName) return true;
  if (!/^[\w.:[\]-]{1,255}$/.test(host)) return false;
  lastName = host;
  return true;
}

/** Answers with a page: from what is kept where it can be, otherwise by rendering it. */
export class Pages {
  private readonly headers: Record<string, string>;
  private readonly headersOfMap: Record<string, string>;
  private readonly cache: PageCache<Made> | null;
  private readonly changes: PageChangeReader | null = null;

  constructor(
    private readonly config: StorefrontConfig,
    private readonly handler: PageHandler,
  ) {
    this.headers = pageHeaders(config.publicUrl);
    this.headersOfMap = mapHeaders(this.headers, config.mapTiles?.url ?? null);
    this.cache = config.pageCacheMb > 0 ? new PageCache(config.pageCacheMb * MIB) : null;
    if (this.cache !== null)
      this.changes = new PageChangeReader(config.apiOrigin, config.storefrontSecret, {
        changed: (tags) => this.cache?.purge(tags),
        lost: () => this.cache?.clear(),
      });
  }

  /** What this process changed through the API itself: dropped before the answer leaves. */
  readonly changed = (tags: readonly string[]): void => this.cache?.purge(tags);

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { cache, changes } = this;
    const url = request.url ?? '/';
    if (cache === null || changes === null || !changes.fresh || !this.isForEverybody(request)) {
      this.orFail(this.render(request, response), response);
      return;
    }
    // An address under which something is kept needs no reading: it is as it is written there.
    const same = cache.get(this.publicOrigin(request) + url, changes.now);
    if (same !== undefined) {
      same.send(request, response, 'hit');
      return;
    }
    const path = keptAddress(url);
    if (path === null) {
      this.orFail(this.render(request, response), response);
      return;
    }
    const address = this.publicOrigin(request) + path;
    const page = cache.get(address, changes.now);
    if (page !== undefined) page.send(request, response, 'hit');
    else this.orFail(this.refill(address, path, request, response), response);
  }

  close(): void {
    this.changes?.close();
  }

  /** The same page for whoever asks at the same time; one that failed for another is rendered anew for each. */
  private async refill(
    address: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { cache } = this;
    if (cache === null) return;
    const others = cache.underWay(address);
    const made = await (others ?? cache.refill(address, (keep) => this.make(path, request, keep)));
    if (made instanceof KeptPage) made.send(request, response, 'fwd=miss');
    // Where a page has moved to is said with everything that was asked, also with what no page reads.
    else if (made.statusCode === 301 && path !== request.url) await this.render(request, response);
    else if (others === undefined || made.statusCode < 429)
      await sendPage(made, request, response, this.headersFor(path));
    else await this.render(request, response);
  }

  /** Renders for nobody: of the request only the host's name and who is counted for it are left. */
  private async make(path: string, from: IncomingMessage, keep: (page: KeptPage) => void): Promise<Made> {
    const now = this.changes?.now ?? 0;
    const anybody = new IncomingMessage(new Socket());
    anybody.method = 'GET';
    anybody.url = path;
    anybody.headers = { host: from.headers.host ?? 'localhost' };
    const told = { tags: new Set([FLOOR_TAG]), untold: false };
    const page = await this.collect(anybody, from, told);
    const midnight = nextMidnightInVietnam(new Date(now)).getTime() - MIDNIGHT_MARGIN_MS;
    const headers = completeHeaders(page, this.headersFor(path));
    const personal =
      headers['set-cookie'] !== undefined || headers['cache-control']?.includes('no-store') === true;
    if (page.statusCode !== 200 || told.untold || personal) return page;
    const kept = new KeptPage(told.tags, Math.min(midnight, now + LONGEST_KEPT_MS), page.body(), {
      ...headers,
      'cache-control': 'public, no-cache',
    });
    keep(kept);
    return kept;
  }

  private async render(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = this.headersFor(request.url ?? '/');
    await sendPage(await this.collect(request, request), request, response, headers);
  }

  private async collect(
    request: IncomingMessage,
    from: IncomingMessage,
    told?: { tags: Set<string>; untold: boolean },
  ): Promise<CollectedPage> {
    const page = new CollectedPage(request);
    const { apiOrigin, storefrontSecret, trustProxy, mapTiles, mapPage } = this.config;
    // Astro only writes to the response; a Writable with writeHead() is all it touches.
    await this.handler(request, page as unknown as ServerResponse, undefined, {
      door: {
        apiOrigin,
        storefrontSecret,
        publicOrigin: this.publicOrigin(from),
        buyerAddress: callerAddress(from, trustProxy),
        mapTiles,
        mapPage,
        changed: this.changed,
        ...(told === undefined ? {} : { page: told }),
      },
    });
    // Astro gives every page of a failure 500; one that names a time to come back is 503.
    if (page.statusCode === 500 && page.headers['retry-after']) page.statusCode = 503;
    return page;
  }

  private isForEverybody({ method, headers }: IncomingMessage): boolean {
    return (
      (method === 'GET' || method === 'HEAD') &&
      (this.config.publicUrl !== null || isName(headers.host ?? 'localhost'))
    );
  }

  private headersFor(url: string): Record<string, string> {
    return MAP_PAGES.includes(url.split('?', 1)[0] ?? '') ? this.headersOfMap : this.headers;
  }

  private publicOrigin(request: IncomingMessage): string {
    return this.config.publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
  }

  private orFail(answering: Promise<void>, response: ServerResponse): void {
    answering.catch((error: unknown) => {
      console.error('page failed', error);
      if (!response.headersSent)
        response.writeHead(500, { ...this.headers, 'content-type': 'text/plain; charset=utf-8' });
      response.end('Trang bị lỗi, mời bạn thử lại sau ít phút.');
    });
  }
}
