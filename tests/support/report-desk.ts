import type { ReportNews } from '../../apps/api/src/modules/reviews/reports/report-queues.js';
import { TellReporter } from '../../apps/api/src/modules/reviews/reports/tell-reporter.js';
import { readMessages } from './outbox.js';
import type { SmallShop } from './small-shop.js';

/** A report as officers read it. */
export interface ReportBody {
  id: string;
  no: number;
  status: string;
  subject: { kind: string; slug: string };
  reason: string;
  takeBy: string;
  resolveBy: string;
  late: boolean;
  words: string | null;
  reporter: { kind: string; name: string | null };
  outcome: string | null;
  answer: string | null;
  takedown: { liftedAt: string | null } | null;
  suspension: { startsAt: string } | null;
  possible: string[];
  others: number;
}
/** A page of them, with how many there are. */
export interface ReportListBody {
  items: ReportBody[];
  figures: { open: number; late: number; waiting: number; mine: number };
}

/** What a reporter was sent. */
export interface ReportMessage {
  to: object;
  subject: string;
  text: string;
}

/** Runs what waits to be told of a report, as the worker would, and gives what went out, in its order. */
export async function tellReporter({ app, database }: SmallShop, id: string): Promise<ReportMessage[]> {
  const jobs = await database.query<{ data: ReportNews }>(
    `SELECT data FROM pgboss.job WHERE name = 'report-notice' AND data ->> 'reportId' = $1 ORDER BY created_on`,
    [id],
  );
  for (const { data } of jobs) await app.get(TellReporter).run(data);
  const all = await readMessages(database);
  return jobs.flatMap(({ data }) => all.filter((message) => message.id === `report-${data.of}-${id}`));
}
