import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ImageStore } from '../../../apps/api/src/platform/files/index.js';
import { callAs } from '../../support/caller.js';
import { DESK, jpeg, KeptPoint, OWN } from '../../support/kept-point.js';
import type { Person } from '../../support/people.js';

const REASON = 'Ảnh chụp nơi khác.';

let at: KeptPoint;
beforeAll(async () => {
  at = await KeptPoint.open();
});
afterEach(() => at.clear());
afterAll(() => at.shop.close());

/** Statements in one transaction of the role that serves accounts; the rows of the last. Nothing of it stays. */
async function asAccount(...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: at.shop.database.appUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL ROLE floor_account');
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

describe('a photograph of a point', () => {
  it('stands on its page at once, made ours, with words in both languages, and where the address is passed on', async () => {
    const before = await at.page();
    const answer = await at.send(at.keeper, {
      alt: ' Cầu gỗ giữa rừng đước ',
      altEn: 'A footbridge in the mangroves',
    });
    expect(answer.status).toBe(201);
    const after = await at.page();
    expect(after.pictures).toMatchObject([
      {
        alt: 'Cầu gỗ giữa rừng đước',
        altEn: 'A footbridge in the mangroves',
        illustration: false,
        width: 320,
        height: 240,
      },
    ]);
    const [{ url } = { url: '' }] = after.pictures;
    const picture = await fetch(at.shop.app.url + url.replace('.jpg', '.avif'));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/avif']);
    const original = await at.shop.app.get(ImageStore).original(url.split('/').at(-2) ?? '');
    expect(original.includes('DAU-VET')).toBe(false);
    // Another picture is another address.
    expect(after.sharePicture).not.toBe(before.sharePicture);
    expect(await at.statusOf(after.sharePicture)).toBe(200);
    expect(await at.audited('point_photo.added')).toMatchObject([
      { actor_id: at.keeper.accountId, actor_kind: 'account', after: { photoId: answer.body.id } },
    ]);
  });

  it('comes behind photographs of the province and in the place of drawings', async () => {
    await at.shop.database.query(
      `INSERT INTO point_pictures (tourism_point_id, position, sha, width, height, alt, illustration)
       SELECT t.id, p.position, repeat(p.letter, 64), 4, 3, p.alt, p.drawn FROM tourism_points t,
         (VALUES (1, 'a', 'vẽ', true), (2, 'b', 'của tỉnh', false)) AS p(position, letter, alt, drawn)
       WHERE t.slug = 'mui-ca-mau'`,
    );
    const shown = async (): Promise<string[]> => (await at.page()).pictures.map(({ alt }) => alt);
    expect(await shown()).toEqual(['vẽ', 'của tỉnh']);
    const id = await at.sent('của người trông');
    expect(await shown()).toEqual(['của tỉnh', 'của người trông']);
    expect((await at.page()).image?.alt).toBe('của tỉnh');
    expect((await at.call(at.keeper, 'DELETE', `${OWN}/${id}`)).status).toBe(204);
    expect(await shown()).toEqual(['vẽ', 'của tỉnh']);
  });

  it('needs words in Vietnamese, and is a picture', async () => {
    for (const alt of ['', '  ', 'x'.repeat(201)]) {
      const refused = await at.send(at.keeper, { alt });
      expect([refused.status, refused.body.errors?.map(({ path }) => path)]).toEqual([400, ['alt']]);
    }
    const english = await at.send(at.keeper, { alt: 'Cột mốc', altEn: 'x'.repeat(201) });
    expect(english.body.errors).toMatchObject([{ path: 'altEn', code: 'too_long' }]);
    for (const [bytes, code] of [
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not_a_picture'],
      [Buffer.from('%PDF-1.7'), 'not_a_picture'],
      [Buffer.from('\xff\xd8\xff\xe0 nothing more', 'latin1'), 'damaged'],
    ] as const) {
      const refused = await at.send(at.keeper, undefined, bytes);
      expect([refused.status, refused.code]).toEqual([415, 'unsupported_type']);
      expect(refused.body.errors).toMatchObject([{ path: 'file', code }]);
    }
    expect(await at.alts()).toEqual([]);
  });

  it('is the same one when it is sent again', async () => {
    const bytes = await jpeg();
    const [first, again] = [
      await at.send(at.keeper, { alt: 'Một' }, bytes),
      await at.send(at.second, { alt: 'Hai' }, bytes),
    ];
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(await at.alts()).toEqual(['Một']);
  });

  it('is put into another order, described anew and taken away, and the others close up', async () => {
    const [a, b, c] = [await at.sent('a'), await at.sent('b'), await at.sent('c')];
    expect((await at.call(at.second, 'PUT', `${OWN}/order`, { ids: [c, a, b] })).status).toBe(204);
    expect(await at.alts()).toEqual(['c', 'a', 'b']);
    expect((await at.page()).image?.alt).toBe('c');
    for (const ids of [
      [c, a],
      [c, a, b, crypto.randomUUID()],
      [c, a, crypto.randomUUID()],
    ])
      expect((await at.call(at.keeper, 'PUT', `${OWN}/order`, { ids })).code).toBe('state_conflict');
    for (const ids of [[], [a, a, b], ['a', 'b', 'c']])
      expect((await at.call(at.keeper, 'PUT', `${OWN}/order`, { ids })).status).toBe(400);
    expect((await at.call(at.keeper, 'PUT', `${OWN}/${a}`, { alt: 'a mới', altEn: null })).status).toBe(204);
    expect((await at.call(at.keeper, 'PUT', `${OWN}/${a}`, { alt: '', altEn: null })).status).toBe(400);
    expect((await at.call(at.keeper, 'DELETE', `${OWN}/${c}`)).status).toBe(204);
    expect((await at.call(at.keeper, 'DELETE', `${OWN}/${c}`)).status).toBe(404);
    await at.sent('d');
    expect(await at.alts()).toEqual(['a mới', 'b', 'd']);
    expect(
      (await at.shop.database.query(`SELECT position FROM point_photos ORDER BY position`)).map(
        ({ position }) => position,
      ),
    ).toEqual([1, 2, 3]);
    expect(await at.audited('point_photo.arranged')).toMatchObject([
      { before: { photoIds: [a, b, c] }, after: { photoIds: [c, a, b] } },
    ]);
    expect(await at.audited('point_photo.described')).toMatchObject([
      { before: { alt: 'a' }, after: { alt: 'a mới' } },
    ]);
    expect((await at.audited('point_photo.removed')).at(-1)).toMatchObject({
      before: { photoId: c, alt: 'c' },
    });
  });
});

describe('how many there are', () => {
  it('ends at six, also where several come at once, and a place that is free again can be taken once', async () => {
    const { most } = await at.listed();
    expect(most).toBe(6);
    const crowd = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        at.send(index % 2 ? at.keeper : at.second, { alt: `ảnh ${index}` }),
      ),
    );
    expect(crowd.map(({ status }) => status).sort()).toEqual([...Array(6).fill(201), ...Array(4).fill(409)]);
    const positions = await at.shop.database.query(`SELECT position FROM point_photos ORDER BY position`);
    expect(positions.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    const [first] = (await at.listed()).items;
    // An officer and a at.keeper want the same one gone while two others come.
    const [down, gone, ...more] = await Promise.all([
      at.call(at.administrator, 'POST', `${DESK}/${first?.id}/taking-down`, { reason: REASON }),
      at.call(at.keeper, 'DELETE', `${OWN}/${first?.id}`),
      at.send(at.keeper),
      at.send(at.second),
    ]);
    expect([down.status, gone.status].sort()).toEqual([204, 404]);
    expect(more.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
    const shown = (await at.listed()).items.length;
    expect(shown).toBe(5 + more.filter(({ status }) => status === 201).length);
  });

  it('is held by the table itself', async () => {
    for (let count = 0; count < 6; count += 1) await at.sent(`ảnh ${count}`);
    const insert = (position: number): Promise<unknown> =>
      at.shop.database.query(
        `INSERT INTO point_photos (tourism_point_id, position, sha, width, height, alt, added_by)
         SELECT tourism_point_id, $1, repeat('d', 64), 4, 3, 'a', added_by FROM point_photos LIMIT 1`,
        [position],
      );
    await expect(insert(7)).rejects.toThrow('point_photos_position_check');
    await expect(insert(6)).rejects.toThrow('point_photos_position_key');
  });
});

describe('whose photographs they are', () => {
  it('is the point’s: to whoever keeps another, or none, or no longer, there are none', async () => {
    const id = await at.sent('của Mũi');
    const stranger = await at.people.person();
    const before = await at.page();
    for (const who of [at.elsewhere, stranger]) {
      const refused = [
        await at.call(who, 'GET', OWN),
        await at.send(who),
        await at.call(who, 'PUT', `${OWN}/order`, { ids: [id] }),
        await at.call(who, 'PUT', `${OWN}/${id}`, { alt: 'x', altEn: null }),
        await at.call(who, 'DELETE', `${OWN}/${id}`),
      ];
      expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(5).fill([404, 'not_found']));
    }
    // By the address of one's own point neither.
    const theirs = '/me/tourism-points/hon-da-bac/photos';
    expect((await at.call(at.elsewhere, 'DELETE', `${theirs}/${id}`)).status).toBe(404);
    expect((await at.call(at.elsewhere, 'PUT', `${theirs}/${id}`, { alt: 'x', altEn: null })).status).toBe(
      404,
    );
    expect((await at.call(at.elsewhere, 'PUT', `${theirs}/order`, { ids: [id] })).code).toBe(
      'state_conflict',
    );
    expect(await at.page()).toEqual(before);
    // Whoever no longer keeps it leaves it to whoever does.
    const left = await at.people.person();
    const keepers = `/admin/tourism-points/mui-ca-mau/keepers`;
    await at.call(at.administrator, 'POST', keepers, { phone: left.phone });
    expect((await at.send(left, { alt: 'để lại' })).status).toBe(201);
    const open = await callAs<{ items: { id: string; name: string }[] }>(
      at.shop.app,
      at.administrator,
      'GET',
      keepers,
    );
    const charge = open.body.items.find(({ name }) => name === left.name);
    expect((await at.call(at.administrator, 'DELETE', `${keepers}/${charge?.id}`)).status).toBe(204);
    expect((await at.send(left)).status).toBe(404);
    expect(await at.alts()).toEqual(['của Mũi', 'để lại']);
  });

  it('is asked by the database too: without the point in the transaction nothing is there, and with it no other', async () => {
    await at.sent('của Mũi');
    const hash = (who: Person): Promise<{ token_hash: string }[]> =>
      at.shop.database.query(`SELECT token_hash FROM sessions WHERE id = $1`, [who.sessionId]);
    const [{ token_hash: token } = { token_hash: '' }] = await hash(at.elsewhere);
    const enter = (slug: string): string =>
      `SELECT point_id FROM enter_point('${token}', '${slug}', '${at.shop.clock.now().toISOString()}')`;
    const insert = (slug: string): string =>
      `INSERT INTO point_photos (tourism_point_id, position, sha, width, height, alt, added_by)
       SELECT id, 2, repeat('e', 64), 4, 3, 'a', '${at.elsewhere.accountId}' FROM tourism_points WHERE slug = '${slug}'`;
    expect(await asAccount(`SELECT id FROM point_photos`)).toEqual([]);
    await expect(asAccount(insert('mui-ca-mau'))).rejects.toThrow('row-level security');
    expect(await asAccount(enter('mui-ca-mau'))).toEqual([]);
    expect(await asAccount(enter('hon-da-bac'))).toHaveLength(1);
    expect(await asAccount(enter('hon-da-bac'), `SELECT id FROM point_photos`)).toEqual([]);
    await expect(asAccount(enter('hon-da-bac'), insert('mui-ca-mau'))).rejects.toThrow('row-level security');
    await asAccount(enter('hon-da-bac'), insert('hon-da-bac'));
    // It is the condition of the policy that holds: without it all of this would be there.
    const allow = (condition: string): Promise<unknown> =>
      at.shop.database.query(
        `ALTER POLICY point_photos_kept ON point_photos USING (${condition}) WITH CHECK (${condition})`,
      );
    await allow('true');
    try {
      expect(await asAccount(`SELECT id FROM point_photos`)).toHaveLength(1);
      await asAccount(enter('hon-da-bac'), insert('mui-ca-mau'));
    } finally {
      await allow('tourism_point_id = (SELECT bound_point())');
    }
    expect(await asAccount(`SELECT id FROM point_photos`)).toEqual([]);
  });
});
