import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '#kernel/time';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SweepPictures } from '../../../apps/api/src/modules/catalogue/pictures/sweep-pictures.js';
import { TellOfPhotos } from '../../../apps/api/src/modules/tourism/photos/tell-of-photos.js';
import { ImageStore } from '../../../apps/api/src/platform/files/index.js';
import { callAs, type Told } from '../../support/caller.js';
import { DESK, jpeg, KeptPoint, OWN, type Photos } from '../../support/kept-point.js';
import { readMessages } from '../../support/outbox.js';
import type { Person } from '../../support/people.js';
import { OTHER_COMMUNE } from '../../support/small-floor.js';

const REASON = 'Ảnh có mặt người đang nhìn thẳng vào máy, chụp lại giúp.';

let at: KeptPoint;
beforeAll(async () => {
  at = await KeptPoint.open();
});
afterEach(() => at.clear());
afterAll(() => at.shop.close());

describe('an officer of the point’s commune', () => {
  it('takes one down with a reason: it is gone everywhere, its keepers are told, and it does not come back', async () => {
    const bytes = await jpeg();
    const { body } = await at.send(at.keeper, { alt: 'Khách đứng chụp hình' }, bytes);
    await at.sent('Rừng đước');
    const [{ url } = { url: '' }] = (await at.page()).pictures;
    const down = (who: Person, reason = REASON): Promise<Told<never>> =>
      at.call(who, 'POST', `${DESK}/${body.id}/taking-down`, { reason });
    const stranger = await at.people.officer('administrator', [OTHER_COMMUNE]);
    expect((await down(stranger)).status).toBe(404);
    expect((await down(at.administrator, ' ')).status).toBe(400);
    expect(await at.statusOf(url)).toBe(200);
    const officers = await callAs<Photos>(at.shop.app, at.administrator, 'GET', DESK);
    expect(officers.body.items.map(({ id }) => id)).toContain(body.id);

    expect((await down(at.administrator)).status).toBe(204);
    expect((await down(at.administrator)).status).toBe(404);
    expect((await at.page()).pictures.map(({ alt }) => alt)).toEqual(['Rừng đước']);
    expect(await at.statusOf(url)).toBe(404);
    const own = await at.listed();
    expect(own.takenDown).toMatchObject([{ id: body.id, alt: 'Khách đứng chụp hình', reason: REASON }]);
    expect(await at.audited('point_photo.taken_down')).toMatchObject([
      {
        actor_id: at.administrator.accountId,
        actor_kind: 'officer',
        after: { photoId: body.id, reason: REASON },
      },
    ]);

    await at.shop.app.get(TellOfPhotos).send(body.id);
    await at.shop.app.get(TellOfPhotos).send(body.id);
    const told = (await readMessages(at.shop.database)).filter(({ id }) => id.startsWith('point-photo-'));
    expect(told.map(({ to }) => to.phone).sort()).toEqual([at.keeper.phone, at.second.phone].sort());
    for (const { text } of told) {
      expect(text).toContain(REASON);
      expect(text).toContain('/tai-khoan/diem-du-lich/mui-ca-mau/anh');
    }

    // It stays as it is: sent again, described, taken away.
    const again = await at.send(at.keeper, { alt: 'Lại ảnh đó' }, bytes);
    expect([again.status, again.body.errors]).toMatchObject([400, [{ path: 'file', code: 'taken_down' }]]);
    expect((await at.call(at.keeper, 'PUT', `${OWN}/${body.id}`, { alt: 'x', altEn: null })).status).toBe(
      404,
    );
    expect((await at.call(at.keeper, 'DELETE', `${OWN}/${body.id}`)).status).toBe(404);
    expect((await at.listed()).takenDown).toEqual(own.takenDown);
  });

  it('leaves its file to the sweep, which keeps those that are shown', async () => {
    const [a] = [await at.sent('xem'), await at.sent('bị gỡ')];
    const [shown, hidden] = (await at.page()).pictures.map(({ url }) => url.split('/').at(-2) ?? '');
    const { items } = await at.listed();
    const other = items.find(({ id }) => id !== a);
    await at.call(at.administrator, 'POST', `${DESK}/${other?.id}/taking-down`, { reason: REASON });
    const images = at.shop.app.get(ImageStore);
    for (const sha of [shown ?? '', hidden ?? '']) {
      const file = join(at.shop.database.dataDir, 'images/originals', sha.slice(0, 2), `${sha}.jpg`);
      // The disk has its own clock.
      const then = new Date(Date.now() - 3 * DAY_MS);
      utimesSync(file, then, then);
    }
    await at.shop.app.get(SweepPictures).run();
    expect([await images.has(shown ?? ''), await images.has(hidden ?? '')]).toEqual([true, false]);
  });
});
