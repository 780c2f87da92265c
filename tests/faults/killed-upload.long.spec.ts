import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ApiProcess, buildApi, type ApiBuild } from '../support/api-process.js';
import { People, type Person } from '../support/people.js';
import { Piecewise } from '../support/piecewise.js';
import { PATIENCE_MS } from '../support/patience.js';
import type { SmallSeller } from '../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../support/small-shop.js';

let shop: SmallShop;
let build: ApiBuild;
let seller: SmallSeller;
let owner: Person;

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  [shop, build] = await Promise.all([openSmallShop(), buildApi()]);
  const people = new People(shop.app, shop.database, shop.clock);
  seller = await shop.floor.seller('mat-song');
  owner = await people.person();
  await people.member(owner, seller);
  await people.keyOf(seller.sellerId);
});
afterAll(async () => {
  build.remove();
  await shop.close();
});

/** About two megabytes that no other photograph has. */
async function photo(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
  return sharp({ create: { width: 1_200, height: 900, channels: 3, background: '#fff', noise } })
    .jpeg({ quality: 98 })
    .toBuffer();
}

it('a server killed while pieces come loses nothing of what it acknowledged, and the file is whole in the end', async () => {
  const bytes = await photo();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let api = await ApiProcess.start(build, shop.database);
  const sender = new Piecewise(api.url, owner, seller.slug);
  const { id } = await sender.begin({ bytes: bytes.length, sha256 });
  let acknowledged = 0;
  let kills = 0;
  try {
    while ((await sender.look(id)).status === 'open') {
      const { offset } = await sender.look(id);
      expect(offset, 'something acknowledged is gone').toBeGreaterThanOrEqual(acknowledged);
      // The server dies at whatever it is doing then: reading a piece, writing it, answering, or making the picture.
      const dying = kills < 20 ? pause(Math.random() * 60).then(() => api.kill()) : null;
      for (let at = offset; ;) {
        const piece = bytes.subarray(at, at + 60_000);
        const answer = await sender.piece(id, at, piece).catch(() => null);
        if (answer === null) break;
        expect([204, 409, 503]).toContain(answer.status);
        at = answer.offset ?? at;
        acknowledged = Math.max(acknowledged, at);
        if (at === bytes.length && answer.status === 204) break;
      }
      if (dying !== null) {
        await dying;
        kills += 1;
        api = await ApiProcess.start(build, shop.database);
        sender.origin = api.url;
      }
    }
    expect(kills).toBeGreaterThan(0);
    const done = await sender.look(id);
    expect(done).toMatchObject({ status: 'done', offset: bytes.length });
    const pictures = await shop.database.query(`SELECT id FROM seller_pictures WHERE seller_id = $1`, [
      seller.sellerId,
    ]);
    expect(pictures).toEqual([{ id: done.resultId }]);
    const url = `${api.url}/api/v1/seller/${seller.slug}/pictures/${done.resultId}/320.jpg`;
    expect((await fetch(url, { headers: owner.headers })).status).toBe(200);
  } finally {
    await api.stop();
  }
});

it('a server killed at the last piece finishes the file when the piece comes again', async () => {
  for (let round = 0; round < 8; round += 1) {
    const bytes = await photo();
    let api = await ApiProcess.start(build, shop.database);
    try {
      const sender = new Piecewise(api.url, owner, seller.slug);
      const { id } = await sender.begin({ bytes: bytes.length });
      const last = Math.floor(bytes.length / 250_000) * 250_000;
      await sender.rest(id, bytes.subarray(0, last), { size: 250_000 });
      // The piece is written in a few milliseconds; making the picture of it takes a hundred.
      const [answer] = await Promise.all([
        sender.piece(id, last, bytes.subarray(last)).catch(() => null),
        pause(20 + round * 75).then(() => api.kill()),
      ]);
      api = await ApiProcess.start(build, shop.database);
      sender.origin = api.url;
      const { offset, status } = await sender.look(id);
      if (answer !== null) expect(status).toBe('done');
      expect([last, bytes.length]).toContain(offset);
      expect(await sender.piece(id, last, bytes.subarray(last))).toMatchObject({ status: 204 });
      expect(await sender.look(id)).toMatchObject({ status: 'done', offset: bytes.length });
    } finally {
      await api.stop();
    }
  }
});
