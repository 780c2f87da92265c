import { ask, NotSent, problemOf, taken, troubleOf, type Ask } from './refusals.js';
import type { Keep, KeptPicture } from './keep.js';
import { recordMove } from './own-moves.js';
import { sendInPieces, type Progress } from './send-in-pieces.js';

const PATIENCE_MS = 15_000;
/** Somebody who saves again and again between our look and our word; the next round comes by itself. */
const MOST_TRIES = 5;

interface Content {
  name: string | null;
  images: { id: string; alt: string }[];
}

interface Product {
  approved: Content | null;
  change: { status: string; version: number; content: Content } | null;
}

/** What the page is told while a picture is on its way. */
export interface Watching {
  onBytes(picture: KeptPicture, safe: number): void;
  /** The server has heard of the product, which has an id now. */
  onStarted(draftKey: string, id: string): void;
}

/** Sends pictures of one account and puts each into its product. Repeating any of it changes nothing. */
export class PictureSender {
  constructor(
    private readonly keep: Keep,
    private readonly watching: Watching,
    /** What a picture shows, in words, where nobody has said it: of that product, if it has a name. */
    private readonly wordsFor: (productName: string | null, number: number) => string,
    private readonly send: Ask = (...request) => fetch(...request),
    private readonly pieces: typeof sendInPieces = sendInPieces,
  ) {}

  /**
   * The id of its product. A picture the server does not take is marked and stays for its owner to see.
   *
   * @throws NotSent: no_answer, signed_out
   */
  async run(picture: KeptPicture): Promise<string> {
    let current = picture;
    const put = async (more: Partial<KeptPicture>): Promise<void> => {
      current = { ...current, ...more };
      await this.keep.put(current);
    };
    try {
      const product = await this.start(current);
      if (product !== current.product) await put({ product, draftKey: null });
      if (current.pictureId === null) {
        const progress: Progress = {
          begun: (uploadId) => put({ uploadId }),
          safe: (bytes) => this.watching.onBytes(current, bytes),
        };
        await put({ pictureId: await this.pieces(current.shop, current, progress) });
      }
      await this.attach(current, (puttingInto) => put({ puttingInto }));
      await this.keep.forget(current.key);
    } catch (error) {
      if (!(error instanceof NotSent) || error.trouble !== 'refused') throw error;
      await put({ state: 'refused', words: error.words });
    }
    return current.product;
  }

  /** The id of the product; a draft the server has not heard of is begun with its key, which makes no second one. */
  private async start({ account, shop, product, draftKey }: KeptPicture): Promise<string> {
    if (draftKey === null) return product;
    const answer = await this.say('POST', productsOf(shop), { draftKey });
    const { id } = (await answer.json()) as { id: string };
    for (const thing of await this.keep.of(account))
      if (thing.kind === 'picture' && thing.draftKey === draftKey)
        await this.keep.put({ ...thing, product: id, draftKey: null });
    this.watching.onStarted(draftKey, id);
    return id;
  }

  /**
   * Puts the picture behind those the product has; whatever else was changed meanwhile stays as it is.
   *
   * @param putting keeps which version it is being put into: where the answer is lost, the picture that stands there
   *   afterwards tells that it was this that moved the product on
   */
  private async attach(
    { account, shop, product, pictureId, puttingInto }: KeptPicture,
    putting: (version: number) => Promise<void>,
  ): Promise<void> {
    const address = `${productsOf(shop)}/${product}`;
    const of = { account, shop, product };
    let into = puttingInto;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { change, approved } = (await (await this.say('GET', address)).json()) as Product;
      const content = change?.content ?? approved;
      const images = content?.images ?? [];
      if (pictureId === null) return;
      if (images.some(({ id }) => id === pictureId)) {
        if (into !== undefined) await recordMove(this.keep, of, PICTURES, into, into + 1);
        return;
      }
      const version = change?.version ?? 0;
      into = version;
      await putting(version);
      const alt = this.wordsFor(content?.name ?? null, images.length + 1);
      const answer = await ask(
        this.send,
        `${address}/change`,
        asJson('PUT', { version, content: { images: [...images, { id: pictureId, alt }] } }),
        PATIENCE_MS,
      );
      if (answer.ok) {
        const { version: next } = (await answer.json()) as { version: number };
        await recordMove(this.keep, of, PICTURES, version, next);
        return;
      }
      const problem = await problemOf(answer);
      if (problem.code !== 'stale_version')
        throw troubleOf(answer.status, problem, answer.headers.get('retry-after'));
    }
    throw new NotSent('no_answer');
  }

  private async say(method: string, address: string, body?: object): Promise<Response> {
    return taken(await ask(this.send, address, asJson(method, body), PATIENCE_MS));
  }
}

/** The part of a product that pictures are. */
const PICTURES = 'pictures';

const productsOf = (shop: string): string => `/api/v1/seller/${encodeURIComponent(shop)}/products`;

const asJson = (method: string, body?: object): RequestInit => ({
  method,
  cache: 'no-store',
  headers: { 'content-type': 'application/json', 'accept-language': 'vi' },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});
