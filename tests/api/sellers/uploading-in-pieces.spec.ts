import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { UploadsService } from '../../../apps/api/src/modules/sellers/uploads/uploads.service.js';
import { testApp, type TestApp } from '../../support/app.js';
import { People, type Person } from '../../support/people.js';
import { Piecewise } from '../../support/piecewise.js';
import type { SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let second: TestApp;
let people: People;
let seller: SmallSeller;
let owner: Person;
let sender: Piecewise;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  second = await testApp({ database: shop.database, clock: shop.clock });
  people = new People(shop.app, shop.database, shop.clock);
});
beforeEach(async () => {
  made += 1;
  seller = await shop.floor.seller(`tep-${made}`);
  owner = await people.person();
  await people.member(owner, seller);
  await people.keyOf(seller.sellerId);
  sender = new Piecewise(shop.app.url, owner, seller.slug);
});
afterAll(async () => {
  await second.close();
  await shop.close();
});

/** A photograph of about half a megabyte, like no other. */
async function photo(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 100 + (made % 100), sigma: 40 } as const;
  return sharp({ create: { width: 700, height: 500, channels: 3, background: '#fff', noise } })
    .withExif({ IFD0: { Make: 'PhoneMaker' } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const partsOf = (id: string): string => join(shop.database.dataDir, 'uploads', seller.sellerId, id);
const pictures = async (): Promise<{ id: string }[]> =>
  shop.database.query(`SELECT id FROM seller_pictures WHERE seller_id = $1`, [seller.sellerId]);

describe('a file in pieces', () => {
  it('becomes a picture with its last piece, as if it had come at once', async () => {
    const bytes = await photo();
    const { id, offset, status } = await sender.begin({ bytes: bytes.length, sha256: digest(bytes) });
    expect({ offset, status }).toEqual({ offset: 0, status: 'open' });
    expect(await sender.rest(id, bytes)).toMatchObject({ status: 204, offset: bytes.length });
    const [picture] = await pictures();
    expect(await sender.look(id)).toEqual({
      id,
      kind: 'picture',
      bytes: bytes.length,
      offset: bytes.length,
      status: 'done',
      fault: null,
      resultId: picture?.id,
    });
    expect(existsSync(partsOf(id))).toBe(false);
    const url = `${shop.app.url}/api/v1/seller/${seller.slug}/pictures/${picture?.id}/640.jpg`;
    expect((await fetch(url, { headers: owner.headers })).status).toBe(200);
  });

  it('becomes a paper of an application the same way, and one however often it is finished', async () => {
    await shop.database.query(`UPDATE sellers SET status = 'draft' WHERE id = $1`, [seller.sellerId]);
    const bytes = await photo();
    const { id } = await sender.begin({ bytes: bytes.length, kind: 'paper', paper: 'identity' });
    const half = Math.floor(bytes.length / 2);
    await sender.piece(id, 0, bytes.subarray(0, half));
    const last = bytes.subarray(half);
    const answers = await Promise.all(
      [shop.app.url, second.url].map((origin) =>
        new Piecewise(origin, owner, seller.slug).piece(id, half, last),
      ),
    );
    for (const answer of answers) expect([204, 409]).toContain(answer.status);
    expect(await sender.piece(id, half, last)).toMatchObject({ status: 204, offset: bytes.length });
    const papers = await shop.database.query(`SELECT id, kind FROM seller_documents WHERE seller_id = $1`, [
      seller.sellerId,
    ]);
    expect(papers).toEqual([{ id: (await sender.look(id)).resultId, kind: 'identity' }]);
  });

  it('tells by HEAD how far it is', async () => {
    const { id } = await sender.begin({ bytes: 500 });
    await sender.piece(id, 0, Buffer.alloc(200));
    const url = `${shop.app.url}/api/v1/seller/${seller.slug}/uploads/${id}`;
    const head = await fetch(url, { method: 'HEAD', headers: owner.headers });
    expect(head.status).toBe(200);
    expect(head.headers.get('upload-offset')).toBe('200');
    expect(head.headers.get('upload-length')).toBe('500');
    expect(head.headers.get('cache-control')).toBe('no-store');
  });

  it('goes on only where it stopped, and says where that is', async () => {
    const { id } = await sender.begin({ bytes: 500 });
    expect(await sender.piece(id, 100, Buffer.alloc(10))).toMatchObject({
      status: 409,
      code: 'wrong_offset',
      offset: 0,
    });
    await sender.piece(id, 0, Buffer.alloc(100, 1));
    expect(await sender.piece(id, 0, Buffer.alloc(100, 2))).toMatchObject({ status: 409, offset: 100 });
    expect(await sender.piece(id, 100, Buffer.alloc(401))).toMatchObject({ status: 413, code: 'too_large' });
    expect((await sender.look(id)).offset).toBe(100);
  });

  it('is found again by its digest, and is not announced twice', async () => {
    const bytes = await photo();
    const wish = { bytes: bytes.length, sha256: digest(bytes) };
    const first = await sender.begin(wish);
    await sender.piece(first.id, 0, bytes.subarray(0, 1_000));
    expect(await sender.begin(wish)).toEqual({ ...first, offset: 1_000 });
    expect((await sender.begin({ ...wish, sha256: digest(Buffer.from('x')) })).id).not.toBe(first.id);
  });

  it('is refused for good when it is no picture, in the words of a file sent at once', async () => {
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const { id } = await sender.begin({ bytes: bytes.length });
    const refusal = {
      status: 415,
      code: 'unsupported_type',
      errors: [{ path: 'file', code: 'not_a_picture' }],
    };
    expect(await sender.piece(id, 0, bytes)).toMatchObject(refusal);
    expect(await sender.piece(id, 0, bytes)).toMatchObject(refusal);
    expect(await sender.look(id)).toMatchObject({
      status: 'refused',
      fault: 'not_a_picture',
      resultId: null,
    });
    expect(existsSync(partsOf(id))).toBe(false);
    expect(await pictures()).toEqual([]);
  });

  it('is refused when what came is not what was announced', async () => {
    const bytes = await photo();
    const { id } = await sender.begin({ bytes: bytes.length, sha256: digest(Buffer.from('another')) });
    expect(await sender.rest(id, bytes)).toMatchObject({
      status: 400,
      errors: [{ path: 'file', code: 'altered' }],
    });
    expect(await pictures()).toEqual([]);
  });

  it('waits, whole, while the shop has no room for it', async () => {
    await shop.database.query(
      `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at)
       SELECT $1, encode(sha256((n || $2)::text::bytea), 'hex'), 9, 9, now() FROM generate_series(1, 200) n`,
      [seller.sellerId, seller.slug],
    );
    const bytes = await photo();
    const { id } = await sender.begin({ bytes: bytes.length });
    expect(await sender.rest(id, bytes)).toMatchObject({ status: 409, code: 'pictures_full' });
    expect(await sender.look(id)).toMatchObject({ status: 'open', offset: bytes.length });
    await shop.database.query(`DELETE FROM seller_pictures WHERE seller_id = $1`, [seller.sellerId]);
    expect(await sender.piece(id, bytes.length, Buffer.alloc(0))).toMatchObject({ status: 204 });
    expect((await sender.look(id)).status).toBe('done');
  });

  it('keeps what it says about pieces that the disk has lost', async () => {
    const bytes = await photo();
    const { id } = await sender.begin({ bytes: bytes.length });
    await sender.piece(id, 0, bytes.subarray(0, 1_000));
    await sender.piece(id, 1_000, bytes.subarray(1_000, 2_000));
    rmSync(join(partsOf(id), '1000'));
    expect(await sender.rest(id, bytes, { from: 2_000 })).toMatchObject({ status: 409, offset: 1_000 });
    expect(await sender.rest(id, bytes, { from: 1_000 })).toMatchObject({ status: 204 });
    expect((await sender.look(id)).status).toBe('done');
  });
});

describe('pieces at once', () => {
  it('from two processes leave one file, in order', async () => {
    const bytes = await photo();
    const { id } = await sender.begin({ bytes: bytes.length, sha256: digest(bytes) });
    const senders = [shop.app.url, second.url].map((origin) => new Piecewise(origin, owner, seller.slug));
    // Each goes on from where the other may have brought it, with pieces of its own size.
    const push = async (by: Piecewise, size: number): Promise<void> => {
      let offset = 0;
      while (offset < bytes.length)
        offset = (await by.piece(id, offset, bytes.subarray(offset, offset + size))).offset ?? offset;
    };
    await Promise.all(senders.flatMap((by, index) => [push(by, 7_001 + index), push(by, 30_011)]));
    expect(await sender.look(id)).toMatchObject({ status: 'done', offset: bytes.length });
    expect(await pictures()).toHaveLength(1);
  });

  it('with different bytes at one place: what was acknowledged is what is there', async () => {
    const { id } = await sender.begin({ bytes: 3_000_000 });
    const pieces = Array.from({ length: 8 }, (_, index) => Buffer.alloc(10_000 + index * 1_000, index));
    const answers = await Promise.all(
      pieces.map((piece, index) =>
        new Piecewise(index % 2 === 0 ? shop.app.url : second.url, owner, seller.slug).piece(id, 0, piece),
      ),
    );
    const taken = answers.flatMap(({ status }, index) => (status === 204 ? [index] : []));
    expect(taken).toHaveLength(1);
    const won = pieces[taken[0] ?? 0];
    expect((await sender.look(id)).offset).toBe(won?.length);
    const key = await people.keyOf(seller.sellerId);
    const kept = key.openFile(readFileSync(join(partsOf(id), '0')), `seller_uploads.part.${id}.0`);
    expect(kept.equals(won ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('on the disk', () => {
  it('nothing of a file can be read, neither its pixels nor where it was taken', async () => {
    const bytes = await photo();
    const { id } = await sender.begin({ bytes: bytes.length });
    await sender.piece(id, 0, bytes.subarray(0, 50_000));
    const kept = readFileSync(join(partsOf(id), '0'));
    expect(kept.includes('PhoneMaker')).toBe(false);
    expect(kept.includes(bytes.subarray(100, 140))).toBe(false);
    expect(readdirSync(partsOf(id))).toEqual(['0']);
  });
});

describe('limits', () => {
  it('12 MB a file, 256 KB a piece, twenty files on their way', async () => {
    await expect(sender.begin({ bytes: 12 * 1024 * 1024 + 1 })).rejects.toThrow('413 too_large');
    await expect(sender.begin({ bytes: 0 })).rejects.toThrow('400 validation_failed');
    await expect(sender.begin({ bytes: 5, kind: 'program' })).rejects.toThrow('400 validation_failed');
    await expect(sender.begin({ bytes: 5, kind: 'paper' })).rejects.toThrow('400 validation_failed');
    await expect(sender.begin({ bytes: 5, paper: 'bank' })).rejects.toThrow('400 validation_failed');
    const { id } = await sender.begin({ bytes: 5_000_000 });
    expect(await sender.piece(id, 0, Buffer.alloc(256 * 1024 + 1))).toMatchObject({ status: 413 });
    const all = await Promise.allSettled(Array.from({ length: 25 }, () => sender.begin({ bytes: 5 })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(19);
    await expect(sender.begin({ bytes: 5 })).rejects.toThrow('409 uploads_full');
  });

  it('takes pieces as their own type only, and only here', async () => {
    const { id } = await sender.begin({ bytes: 5 });
    const url = `${shop.app.url}/api/v1/seller/${seller.slug}/uploads/${id}`;
    for (const [type, body] of [
      ['application/json', '{}'],
      ['application/octet-stream', 'abcde'],
      ['text/html', 'abcde'],
    ] as const) {
      const headers = { ...owner.headers, 'content-type': type, 'upload-offset': '0' };
      expect((await fetch(url, { method: 'PATCH', headers, body })).status).toBe(415);
    }
    const chunk = { ...owner.headers, 'content-type': 'application/offset+octet-stream' };
    expect((await fetch(url, { method: 'PATCH', headers: chunk, body: 'abcde' })).status).toBe(400);
    const carts = `${shop.app.url}/api/v1/carts`;
    expect((await fetch(carts, { method: 'POST', headers: chunk, body: 'abcde' })).status).toBe(415);
    expect((await sender.look(id)).offset).toBe(0);
  });
});

describe('the sweep of uploads', () => {
  it('takes what nobody went on with for a day, with its pieces', async () => {
    const sweep = (): Promise<void> => shop.app.get(UploadsService).sweep();
    const [left, going] = [await sender.begin({ bytes: 500 }), await sender.begin({ bytes: 500 })];
    for (const { id } of [left, going]) {
      await sender.piece(id, 0, Buffer.alloc(10));
      const yesterday = new Date(Date.now() - DAY_MS - 1_000);
      utimesSync(partsOf(id), yesterday, yesterday);
    }
    shop.clock.advance(DAY_MS - 60_000);
    await sender.piece(going.id, 10, Buffer.alloc(10));
    shop.clock.advance(120_000);
    await sweep();
    expect([existsSync(partsOf(left.id)), existsSync(partsOf(going.id))]).toEqual([false, true]);
    expect((await sender.look(going.id)).offset).toBe(20);
    expect(await sender.look(left.id)).toMatchObject({ code: 'not_found' });
  });
});
