import { afterAll, beforeAll, expect, it } from 'vitest';
import { callAs } from '../../support/caller.js';
import { People, type Person } from '../../support/people.js';
import { tellReporter, type ReportBody, type ReportListBody } from '../../support/report-desk.js';
import { HOME_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let support: Person;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  support = await people.officer('support', [HOME_COMMUNE]);
  await shop.floor.product({ slug: 'kho-ca-keo', seller: shop.seller });
});
afterAll(() => shop.close());

it.each(['a guest', 'somebody signed in'])(
  'a report in English is answered in English to the end, to %s',
  async (who) => {
    const guest = who === 'a guest';
    const { headers } = guest ? { headers: {} } : await people.person();
    const reporter = { headers: { ...headers, 'accept-language': 'en-GB,en;q=0.9' } };
    const body = {
      reason: 'certificate_lapsed',
      words: 'The label says four stars, but the certificate ran out last month.',
      ...(guest ? { contact: 'guest@example.com' } : {}),
    };
    expect((await callAs(shop.app, reporter, 'POST', '/products/kho-ca-keo/reports', body)).status).toBe(201);
    const list = await callAs<ReportListBody>(shop.app, support, 'GET', '/admin/reports?show=all&limit=1');
    const { id = '' } = list.body.items[0] ?? {};
    const act = (path: string, said: object) =>
      callAs<ReportBody>(shop.app, support, 'POST', `/admin/reports/${id}/${path}`, said);
    const { no } = (await act('taking', {})).body;
    const answer = 'Cán bộ đã kiểm tra nhãn và giấy chứng nhận của sản phẩm.';
    expect((await act('decision', { outcome: 'dismissed', answer })).status).toBe(200);
    const told = await tellReporter(shop, id);
    expect(told.map(({ subject }) => subject)).toEqual([
      `Report no. ${no}: received`,
      `Report no. ${no}: an officer is looking into it`,
      `Report no. ${no}: decided`,
    ]);
    for (const { text } of told) expect(text).toContain('/en/san-pham/kho-ca-keo');
  },
);
