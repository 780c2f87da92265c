import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskDto } from '../../../apps/api/src/modules/identity/desk/desk.dto.js';
import { callAs, type Told } from '../../support/caller.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import type { ReportListBody } from '../../support/report-desk.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());

it('a report stands among all that waits until it is decided, and is taken up on its own page', async () => {
  const [officer, colleague, afar] = [
    await people.officer('support', [HOME_COMMUNE]),
    await people.officer('approver', [HOME_COMMUNE]),
    await people.officer('support', [OTHER_COMMUNE]),
  ];
  const call = <Body = object>(who: Person | null, path: string, body?: object): Promise<Told<Body>> =>
    callAs(shop.app, who, body === undefined ? 'GET' : 'POST', path, body);
  const waiting = async (who: Person): Promise<DeskDto['items'][number] | undefined> =>
    (await call<DeskDto>(who, '/admin/desk')).body.items.find(({ queue }) => queue === 'reports');

  // On Monday 23 November: two working days to be taken up, and seven to be decided.
  const words = 'Nhãn ghi 4 sao nhưng giấy chứng nhận đã hết hạn từ tháng trước.';
  expect((await call(null, '/sellers/rach-goc/reports', { reason: 'other', words })).status).toBe(201);
  const { items } = (await call<ReportListBody>(officer, '/admin/reports?show=all')).body;
  const id = items[0]?.id ?? '';
  expect(await waiting(officer)).toMatchObject({
    subjectId: id,
    dueAt: '2026-11-25T16:59:59.999Z',
    late: false,
    takenBy: null,
  });
  expect(await waiting(afar)).toBeUndefined();

  const before = await everyRow(shop.database);
  const assigned = await callAs(shop.app, officer, 'PUT', `/admin/desk/reports/${id}/assignment`);
  expect([assigned.status, assigned.code]).toEqual([404, 'not_found']);
  expect(await everyRow(shop.database)).toEqual(before);

  expect((await call(officer, `/admin/reports/${id}/taking`, {})).status).toBe(200);
  expect(await waiting(colleague)).toMatchObject({
    dueAt: '2026-12-02T16:59:59.999Z',
    takenBy: { id: officer.accountId },
  });
  const answer = 'Cán bộ đã kiểm tra nhãn và giấy chứng nhận của sản phẩm.';
  const decided = await call(officer, `/admin/reports/${id}/decision`, { outcome: 'dismissed', answer });
  expect(decided.status).toBe(200);
  expect(await waiting(officer)).toBeUndefined();
});
