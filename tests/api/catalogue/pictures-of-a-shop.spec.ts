import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS } from '#kernel/time';
import { SweepPictures } from '../../../apps/api/src/modules/catalogue/pictures/sweep-pictures.js';
import { usePictures } from '../../../apps/api/src/modules/catalogue/pictures/use-pictures.js';
import { Principals } from '../../../apps/api/src/modules/identity/sessions/principals.js';
import { SellerTransactions } from '../../../apps/api/src/modules/sellers/seller-transactions.js';
import { Problem } from '../../../apps/api/src/platform/http/problem.js';
import { callAs } from '../../support/caller.js';
import { People, type Person } from '../../support/people.js';
import type { SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Picture {
  id: string;
  url: string;
  width: number;
  height: number;
  srcset: string;
  used: boolean;
}

let shop: SmallShop;
let people: People;
let seller: SmallSeller;
let owner: Person;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
});
beforeEach(async () => {
  made += 1;
  seller = await shop.floor.seller(`anh-${made}`);
  owner = await people.person();
  await people.member(owner, seller);
});
afterAll(() => shop.close());

/** A picture like no other. */
async function photo(width = 900, height = 600): Promise<Buffer> {
  made += 1;
  const background = { r: made % 256, g: (made * 7) % 256, b: (made * 31) % 256 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function send<Body = Picture>(
  bytes: Buffer,
  { as = owner, to = seller.slug } = {},
): Promise<{ status: number; body: Body }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'IMG_0001.jpg');
  const answer = await fetch(`${shop.app.url}/api/v1/seller/${to}/pictures`, {
    method: 'POST',
    body: form,
    headers: as.headers,
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

const look = (url: string, as?: Person): Promise<Response> =>
  fetch(`${shop.app.url}${url}`, { headers: as?.headers ?? {} });
const call: typeof callAs = (...args) => callAs(...args);
const shaOf = async (id: string): Promise<string> =>
  (await shop.database.query<{ sha: string }>(`SELECT sha FROM seller_pictures WHERE id = $1`, [id]))[0]
    ?.sha ?? '';
const fileOf = (sha: string): string =>
  join(shop.database.dataDir, 'images/originals', sha.slice(0, 2), `${sha}.jpg`);
const isThere = (sha: string): boolean => statSync(fileOf(sha), { throwIfNoEntry: false }) !== undefined;

/** As if it had been kept that many days ago. */
function age(sha: string, days: number): void {
  const then = new Date(Date.now() - days * DAY_MS);
  utimesSync(fileOf(sha), then, then);
}

/** As a product form of the shop does, in a transaction of its own. */
const use = async (ids: string[]): Promise<unknown> => {
  const principal = await shop.app.get(Principals).of(owner.token, 'session');
  if (principal === null) throw new Error('The owner is not signed in');
  return shop.app
    .get(SellerTransactions)
    .run(principal, seller.slug, 'listings', (tx, { sellerId }) =>
      usePictures(tx, sellerId, ids, { now: shop.clock.now() }),
    );
};

describe('a picture that a shop sends', () => {
  it('is answered with an id, its size and addresses at which it is found', async () => {
    const { status, body } = await send(await photo());
    expect(status).toBe(201);
    expect(body).toEqual({
      id: body.id,
      url: `/api/v1/seller/${seller.slug}/pictures/${body.id}/640.jpg`,
      width: 640,
      height: 427,
      srcset: [320, 640, 1200]
        .map(
          (width) =>
            `/api/v1/seller/${seller.slug}/pictures/${body.id}/${width}.jpg ${Math.min(width, 900)}w`,
        )
        .join(', '),
      used: false,
    });
    for (const part of body.srcset.split(', ')) {
      const [url = '', width] = part.split(' ');
      const answer = await look(url, owner);
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      const { width: real } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect(`${real}w`).toBe(width);
    }
  });

  it('is one picture however often it is sent, also at once', async () => {
    const bytes = await photo();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(bytes)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const list = await call<{ items: Picture[] }>(shop.app, owner, 'GET', `/seller/${seller.slug}/pictures`);
    expect(list.body.items).toEqual([answers[0]?.body]);
  });

  it('is kept by nobody else: not guests, not other shops, not officers', async () => {
    const { body } = await send(await photo());
    const answer = await look(body.url, owner);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await look(body.url)).status).toBe(401);
    const stranger = await people.person();
    const other = await shop.floor.seller(`khac-${made}`);
    await people.member(stranger, other);
    expect((await look(body.url, stranger)).status).toBe(404);
    // Through their own shop's address it is no picture either.
    expect((await look(body.url.replace(seller.slug, other.slug), stranger)).status).toBe(404);
    expect((await look(body.url, await people.officer('administrator'))).status).toBe(404);
    expect((await look(`/api/v1/images/${await shaOf(body.id)}/640.jpg`)).status).toBe(404);
  });

  it('is public as soon as a published product shows it', async () => {
    const { body } = await send(await photo());
    const product = await shop.floor.product({ slug: `co-anh-${made}`, seller });
    await shop.database.query(
      `INSERT INTO product_images (product_id, position, sha, width, height, alt)
       SELECT $1, 1, sha, width, height, 'Ảnh' FROM seller_pictures WHERE id = $2`,
      [product.productId, body.id],
    );
    expect((await look(`/api/v1/images/${await shaOf(body.id)}/640.jpg`)).status).toBe(200);
  });

  it('is refused as a HEIC photograph with words that say what to do', async () => {
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
      Buffer.alloc(4_000),
    ]);
    const { status, body } = await send<{ code: string; detail: string; errors: unknown[] }>(heic);
    expect(status).toBe(415);
    expect(body.code).toBe('unsupported_type');
    expect(body.errors).toEqual([{ path: 'file', code: 'heic', message: body.detail }]);
    expect(body.detail).toContain('HEIC');
  });

  it('finds no room past 200 that nothing shows', async () => {
    await shop.database.query(
      `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at)
       SELECT $1, encode(sha256(n::text::bytea), 'hex'), 9, 9, now() FROM generate_series(1, 199) n`,
      [seller.sellerId],
    );
    const last = await photo();
    expect((await send(last)).status).toBe(201);
    expect(await send<{ code: string }>(await photo())).toMatchObject({
      status: 409,
      body: { code: 'pictures_full' },
    });
    expect((await send(last)).status).toBe(201);
  });
});

describe('using pictures', () => {
  it('takes the shop’s own, in the order they were named', async () => {
    const [one, two] = [await send(await photo()), await send(await photo(300, 400))];
    expect(await use([two.body.id, one.body.id])).toMatchObject([
      { id: two.body.id, width: 300, height: 400 },
      { id: one.body.id, width: 900, height: 600 },
    ]);
    const list = await call<{ items: Picture[] }>(shop.app, owner, 'GET', `/seller/${seller.slug}/pictures`);
    expect(list.body.items.map(({ used }) => used)).toEqual([true, true]);
  });

  it('refuses a picture of another shop, even one that shop sent as well', async () => {
    const bytes = await photo();
    const mine = await send(bytes);
    const neighbour = await shop.floor.seller(`lang-gieng-${made}`);
    const person = await people.person();
    await people.member(person, neighbour);
    const theirs = await send(bytes, { as: person, to: neighbour.slug });
    expect(theirs.body.id).not.toBe(mine.body.id);
    for (const id of [theirs.body.id, uuidv7(0)]) {
      const error: unknown = await use([mine.body.id, id]).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).more.errors).toMatchObject([{ path: 'pictures.1', code: 'unknown' }]);
    }
  });

  it('keeps them: what was shown is not taken back', async () => {
    const { body } = await send(await photo());
    await use([body.id]);
    const path = `/seller/${seller.slug}/pictures/${body.id}`;
    expect((await call<{ code: string }>(shop.app, owner, 'DELETE', path)).body.code).toBe('state_conflict');
    const unused = await send(await photo());
    const other = `/seller/${seller.slug}/pictures/${unused.body.id}`;
    expect((await call(shop.app, owner, 'DELETE', other)).status).toBe(204);
    expect((await call(shop.app, owner, 'DELETE', other)).status).toBe(404);
  });
});

describe('the sweep of pictures', () => {
  const sweep = (): Promise<number> => shop.app.get(SweepPictures).run();
  const later = (days: number): void => shop.clock.advance(days * DAY_MS);

  it('takes what nothing has shown for sixty days, and its file', async () => {
    const [unused, used] = [await send(await photo()), await send(await photo())];
    const [gone, kept] = [await shaOf(unused.body.id), await shaOf(used.body.id)];
    await look(unused.body.url, owner);
    await use([used.body.id]);
    later(59);
    await sweep();
    expect([isThere(gone), isThere(kept)]).toEqual([true, true]);
    later(2);
    for (const sha of [gone, kept]) age(sha, 61);
    expect(await sweep()).toBe(1);
    expect([isThere(gone), isThere(kept)]).toEqual([false, true]);
    expect(readdirSync(join(shop.database.dataDir, 'images/derived', gone.slice(0, 2)))).not.toContain(gone);
    expect(await sweep()).toBe(0);
  });

  it('leaves a file that another shop, or a product, still names', async () => {
    const bytes = await photo();
    const mine = await send(bytes);
    const sha = await shaOf(mine.body.id);
    const neighbour = await shop.floor.seller(`cung-anh-${made}`);
    const person = await people.person();
    await people.member(person, neighbour);
    await send(bytes, { as: person, to: neighbour.slug });
    await call(shop.app, owner, 'DELETE', `/seller/${seller.slug}/pictures/${mine.body.id}`);
    age(sha, 3);
    await sweep();
    expect(isThere(sha)).toBe(true);
    const product = await shop.floor.product({ slug: `giu-anh-${made}`, seller: neighbour });
    await shop.database.query(
      `INSERT INTO product_images (product_id, position, sha, width, height, alt) VALUES ($1, 1, $2, 9, 9, 'Ảnh')`,
      [product.productId, sha],
    );
    await shop.database.query(`DELETE FROM seller_pictures WHERE sha = $1`, [sha]);
    await sweep();
    expect(isThere(sha)).toBe(true);
    await shop.database.query(`DELETE FROM product_images WHERE sha = $1`, [sha]);
    await sweep();
    expect(isThere(sha)).toBe(false);
  });

  it('leaves no shop with a row and no file, however the two meet', async () => {
    const bytes = await photo();
    const first = await send(bytes);
    const sha = await shaOf(first.body.id);
    for (let round = 0; round < 10; round += 1) {
      await shop.database.query(`DELETE FROM seller_pictures WHERE sha = $1`, [sha]);
      age(sha, 3);
      const [sent] = await Promise.all([send(bytes), sweep()]);
      expect(sent.status).toBe(201);
      expect(isThere(sha)).toBe(true);
    }
  });
});
