import type { TestApp } from './app.js';
import { callAs, type Told } from './caller.js';
import type { TestDatabase } from './database.js';
import type { Person } from './people.js';
import type { Sold } from './sold-goods.js';

/** A dispute as its sides read it. */
export interface DisputeBody {
  id: string;
  kind: string;
  status: string;
  firstReplyBy: string;
  firstRepliedAt: string | null;
  resolveBy: string;
  late: boolean;
  outcome: string | null;
  outcomeVnd: number | null;
  proposalId: string | null;
  refundableVnd: number;
  messages: { id: string; by: string; words: string | null; proposal: object | null }[];
  pictures: { id: string; by: string }[];
}

/** What opens an order's page. */
type Door = Pick<Sold, 'code' | 'token'>;
type Proposal = { outcome: 'refund'; amountVnd: number } | { outcome: 'settled' };

/** Buyer, shop and officer at one table, each by their own door. */
export class DisputeTable {
  constructor(
    private readonly app: TestApp,
    private readonly sellerSlug: string,
  ) {}

  open(sold: Door, kind = 'not_as_described', more: object = {}): Promise<Told<DisputeBody>> {
    return this.buyer(sold, 'POST', '', { kind, words: 'Khô bị mốc, ăn không được.', ...more });
  }

  async opened(sold: Door, kind?: string, more?: object): Promise<string> {
    const answer = await this.open(sold, kind, more);
    if (answer.status !== 201) throw new Error(`Not opened: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  buyer<Body = DisputeBody>(
    { code, token }: Door,
    method: string,
    path: string,
    body?: object,
  ): Promise<Told<Body>> {
    return callAs(
      this.app,
      { headers: { 'order-token': token } },
      method,
      `/orders/${code}/disputes${path}`,
      body,
    );
  }

  shop<Body = DisputeBody>(person: Person, method: string, path: string, body?: object): Promise<Told<Body>> {
    return callAs(this.app, person, method, `/seller/${this.sellerSlug}/disputes${path}`, body);
  }

  officer<Body = DisputeBody>(
    person: Person,
    method: string,
    path: string,
    body?: object,
  ): Promise<Told<Body>> {
    return callAs(this.app, person, method, `/admin/disputes${path}`, body);
  }

  /** The shop says something, and may propose. */
  answer(person: Person, id: string, proposal?: Proposal): Promise<Told<DisputeBody>> {
    return this.shop(person, 'POST', `/${id}/messages`, {
      words: 'Shop xin lỗi, để shop xem lại lô hàng.',
      ...(proposal === undefined ? {} : { proposal }),
    });
  }

  take(person: Person, id: string, body: object = {}): Promise<Told<DisputeBody>> {
    return this.officer(person, 'POST', `/${id}/taking`, body);
  }

  decide(person: Person, id: string, outcome: string, amountVnd?: number): Promise<Told<DisputeBody>> {
    return this.officer(person, 'POST', `/${id}/decision`, {
      outcome,
      words: 'Ảnh cho thấy hàng mốc từ trong gói.',
      ...(amountVnd === undefined ? {} : { amountVnd }),
    });
  }
}

/** What its sides are told of a dispute, as it waits or was told: statuses, messages, that it is overdue. */
export async function disputeNotices({ query }: Pick<TestDatabase, 'query'>, id: string): Promise<string[]> {
  const rows = await query<{ told: string }>(
    `SELECT coalesce(e.to_status, j.data->>'of') AS told FROM pgboss.job j
     LEFT JOIN order_events e ON e.id::text = j.data->>'eventId' AND e.subject_id = $1
     LEFT JOIN dispute_messages m ON m.id::text = j.data->>'messageId' AND m.dispute_id = $1
     WHERE j.name = 'dispute-notice' AND (e.id IS NOT NULL OR m.id IS NOT NULL OR j.data->>'disputeId' = $1::text)
     ORDER BY j.created_on, told`,
    [id],
  );
  return rows.map(({ told }) => told);
}
