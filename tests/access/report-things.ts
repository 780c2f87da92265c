import type { World } from './world.js';

/** An open report of the shop, by nobody who can be reached. */
async function makeReport({ database, people, shop }: World): Promise<Record<string, string>> {
  const [report] = await database.query<{ id: string }>(
    `INSERT INTO reports (seller_id, reason, status, status_changed_at, received_at, take_by, resolve_by)
     VALUES ($1, 'other', 'open', now(), now(), '2026-11-25', '2026-12-02') RETURNING id`,
    [shop.sellerId],
  );
  if (report === undefined) throw new Error('Nothing was reported');
  await people.keyOf(report.id, 'report');
  return { reportId: report.id };
}

/** What addresses of reports name; part of things.ts. */
export const reportThings = { 'a report': { territorial: true, make: makeReport } } as const;
