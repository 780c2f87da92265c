import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, fakeClock } from '#kernel/time';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk } from '../../support/listing-desk.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let desk: ListingDesk;
const clock = fakeClock(SEEDED_AT);

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
  desk = await ListingDesk.open({ app, database, people, floor });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the queues', () => {
  it('show each officer their own communes, the longest due on top, and no drafts', async () => {
    const elsewhere = await people.officer('commune_checker', [OTHER_COMMUNE]);
    const changeId = await desk.submitted(await desk.started());
    await desk.started();
    expect((await desk.officerDoes(elsewhere, 'GET', '')).body).toEqual({ items: [], nextCursor: null });
    expect((await desk.officerDoes(elsewhere, 'GET', `/${changeId}`)).status).toBe(404);
    expect((await desk.officerDoes(elsewhere, 'POST', `/${changeId}/check`, { version: 1 })).status).toBe(
      404,
    );
    const mine = await desk.officerDoes<{
      items: { id: string; dueOn: string; late: boolean; status: string }[];
    }>(desk.checker, 'GET', '?limit=100&status=submitted');
    expect(mine.body.items.map(({ dueOn }) => dueOn)).toEqual(
      mine.body.items.map(({ dueOn }) => dueOn).sort(),
    );
    // Three working days after Monday, 23 November 2026.
    expect(mine.body.items.find(({ id }) => id === changeId)).toMatchObject({
      dueOn: '2026-11-26',
      late: false,
    });
  });

  it('lie on the desks of those who may do the step, and go from one to the other', async () => {
    const desks = async (): Promise<unknown[]> =>
      Promise.all(
        [desk.checker, desk.approver].map(async (by) => {
          const { body } = await callAs<{ items: { queue: string; subjectId: string }[] }>(
            app,
            by,
            'GET',
            '/admin/desk',
          );
          return body.items.find(({ subjectId }) => subjectId === changeId)?.queue;
        }),
      );
    await database.query(`DELETE FROM product_changes WHERE status IN ('submitted', 'checked')`);
    const changeId = await desk.submitted(await desk.started());
    expect(await desks()).toEqual(['listings_to_check', undefined]);
    const inHand = `/admin/desk/listings_to_check/${changeId}/assignment`;
    expect((await callAs(app, desk.checker, 'PUT', inHand)).status).toBe(204);
    await desk.checked(changeId);
    expect(await desks()).toEqual([undefined, 'listings_to_publish']);
    const open = await database.query(
      `SELECT 1 FROM work_assignments WHERE subject_id = $1 AND released_at IS NULL`,
      [changeId],
    );
    expect(open).toEqual([]);
  });

  it('are cut into pages that miss nothing', async () => {
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await desk.officerDoes<{ items: { id: string }[]; nextCursor: string | null }>(
        desk.checker,
        'GET',
        `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      paged.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor ?? '';
    } while (cursor !== '');
    const whole = await desk.officerDoes<{ items: { id: string }[] }>(desk.checker, 'GET', '?limit=100');
    expect(paged).toEqual(whole.body.items.map(({ id }) => id));
  });

  it('say what is late', async () => {
    const changeId = await desk.submitted(await desk.started());
    clock.set(new Date(SEEDED_AT.getTime() + 7 * DAY_MS));
    const checker = await people.officer('commune_checker', [HOME_COMMUNE]);
    const list = await desk.officerDoes<{ items: { id: string; late: boolean }[] }>(
      checker,
      'GET',
      '?limit=100',
    );
    expect(list.body.items.find(({ id }) => id === changeId)?.late).toBe(true);
    clock.set(SEEDED_AT);
  });
});
