import { expect, test } from 'vitest';
import { shortKeep, type KeptForm, type KeptPicture } from './keep.js';
import { begunFrom } from './own-moves.js';
import { NotSent } from './refusals.js';
import { PictureSender, type Watching } from './send-pictures.js';

const ID = '01900000-0000-7000-8000-000000000001';
const picture: KeptPicture = {
  kind: 'picture',
  key: 'anh-1',
  account: 'bac',
  shop: 'htx-mau',
  product: 'draft-key-1',
  draftKey: 'draft-key-1',
  keptAt: 1,
  blob: new Blob(['x']),
  name: 'IMG_0001.jpg',
  sha256: null,
  uploadId: null,
  pictureId: null,
  state: 'waiting',
  words: '',
};
const form = (more: Partial<KeptForm> = {}): KeptForm => ({
  kind: 'form',
  key: 'bac/ten',
  account: 'bac',
  shop: 'htx-mau',
  product: ID,
  keptAt: 2,
  step: 'ten',
  action: '/x',
  fields: [
    ['version', '1'],
    ['name', 'Tôm'],
  ],
  version: 1,
  afterPictures: false,
  state: 'waiting',
  ...more,
});

/** A shop with one product, that somebody else may write in before our word arrives. */
class Shop {
  started: string[] = [];
  version = 1;
  images: { id: string; alt: string }[] = [{ id: 'old', alt: 'Ảnh cũ' }];
  name: string | null = 'Tôm khô';
  meanwhile: (() => void)[] = [];

  readonly ask = async (address: string, request: RequestInit = {}): Promise<Response> => {
    const body = JSON.parse(typeof request.body === 'string' ? request.body : '{}') as Record<
      string,
      unknown
    >;
    if (request.method === 'POST') {
      this.started.push(String(body['draftKey']));
      return Response.json({ id: ID, version: 1 }, { status: 201 });
    }
    if (request.method === 'GET') {
      const content = { name: this.name, images: [...this.images] };
      return Response.json({ approved: null, change: { status: 'draft', version: this.version, content } });
    }
    expect(address).toBe(`/api/v1/seller/htx-mau/products/${ID}/change`);
    this.meanwhile.shift()?.();
    if (body['version'] !== this.version) return Response.json({ code: 'stale_version' }, { status: 409 });
    this.images = (body['content'] as { images: Shop['images'] }).images;
    this.version += 1;
    return Response.json({ version: this.version });
  };
}

function sender(
  shop: Shop,
  keep = shortKeep(),
  pieces: () => Promise<string> = async () => 'new',
): {
  told: string[];
  run: (one: KeptPicture) => Promise<string>;
} {
  const told: string[] = [];
  const watching: Watching = {
    onBytes: () => undefined,
    onStarted: (key, id) => told.push(`${key} ${id === ID}`),
  };
  const words = (name: string | null, number: number): string => `${name ?? 'Ảnh'}, ảnh ${number}`;
  const all = new PictureSender(keep, watching, words, shop.ask, pieces);
  return { told, run: (one) => all.run(one) };
}

test('a picture of a product nobody has heard of begins the product, and stands in it once', async () => {
  const [shop, keep] = [new Shop(), shortKeep()];
  await keep.put(picture);
  const { told, run } = sender(shop, keep);
  await run(picture);
  expect(shop.started).toEqual(['draft-key-1']);
  expect(shop.images).toEqual([
    { id: 'old', alt: 'Ảnh cũ' },
    { id: 'new', alt: 'Tôm khô, ảnh 2' },
  ]);
  expect(told).toEqual(['draft-key-1 true']);
  expect(await keep.of('bac')).toEqual([]);
  // As after a page that was left before it could forget it.
  await run({ ...picture, product: ID, draftKey: null, pictureId: 'new' });
  expect(shop.images).toHaveLength(2);
});

test('what somebody else changes meanwhile stays', async () => {
  const shop = new Shop();
  shop.meanwhile = [
    () => {
      shop.version += 1;
      shop.images = [];
    },
  ];
  await sender(shop).run({ ...picture, product: ID, draftKey: null });
  expect(shop.images.map(({ id }) => id)).toEqual(['new']);
});

test('words that were typed before the picture arrived are begun from what it made of the product', async () => {
  const [shop, keep] = [new Shop(), shortKeep()];
  await sender(shop, keep).run({ ...picture, product: ID, draftKey: null });
  expect(await begunFrom(keep, form())).toBe(2);
  expect(await begunFrom(keep, form({ version: 7 }))).toBe(7);
});

test('the same when the answer to it was lost: that it stands there says that it moved the product on', async () => {
  const [shop, keep] = [new Shop(), shortKeep()];
  const { ask } = shop;
  const lost = { ...shop, ask: async (...request: Parameters<typeof ask>): Promise<Response> => {
    const answer = await ask(...request);
    if (request[1]?.method === 'PUT') throw new TypeError('Failed to fetch');
    return answer;
  } } as Shop; // prettier-ignore
  const here = { ...picture, product: ID, draftKey: null };
  await keep.put(here);
  await expect(sender(lost, keep).run(here)).rejects.toMatchObject({ trouble: 'no_answer' });
  const [left] = (await keep.of('bac')) as KeptPicture[];
  expect(left).toMatchObject({ state: 'waiting', puttingInto: 1 });
  await sender(shop, keep).run(left ?? here);
  expect(shop.images.map(({ id }) => id)).toEqual(['old', 'new']);
  expect(await begunFrom(keep, form())).toBe(2);
  expect(await keep.of('bac')).toEqual([]);
});

test('a picture the floor does not take stays for its owner to see, with the reason', async () => {
  const keep = shortKeep();
  await sender(new Shop(), keep, () => Promise.reject(new NotSent('refused', 'Ảnh hỏng'))).run(picture);
  expect(await keep.of('bac')).toMatchObject([{ state: 'refused', words: 'Ảnh hỏng', product: ID }]);
});

test('one that finds no answer waits as it was, and goes on from there', async () => {
  const [shop, keep] = [new Shop(), shortKeep()];
  const { run } = sender(shop, keep, () => Promise.reject(new NotSent('no_answer')));
  await expect(run(picture)).rejects.toMatchObject({ trouble: 'no_answer' });
  expect(await keep.of('bac')).toMatchObject([{ state: 'waiting', product: ID }]);
});
