import { expect } from 'vitest';
import {
  disputeStatusesBefore,
  isLive,
  type DisputeStatus,
} from '../../../apps/api/src/modules/orders/disputes/dispute-status.js';
import type { PlacedBody } from '../buyer.js';
import type { Told } from '../caller.js';
import type { DisputeBody } from '../dispute-table.js';
import type { WalkedFloor } from './walked-floor.js';

export const disputeActs = [
  'complain',
  'buyer writes',
  'shop writes',
  'buyer accepts',
  'shop accepts',
  'buyer escalates',
  'shop escalates',
  'take complaint back',
  'officer takes',
  'officer decides',
] as const;
export type DisputeAct = (typeof disputeActs)[number];

const KINDS = ['not_as_described', 'not_received', 'price_or_fee'];
/** Of an order, live and over: as many as the floor takes. */
const MOST = 10;

/** Disputes of a walk: each act is answered as the table of moves and what stands in the dispute say. */
export class DisputeSide {
  private readonly opened = new Map<string, string[]>();
  /** By dispute: which of the officers has it. */
  private readonly holders = new Map<string, number>();

  constructor(private readonly floor: WalkedFloor) {}

  /** The status of what the API answered; 0 where there was nothing to ask for. */
  async take(act: DisputeAct, purchase: PlacedBody, share: number): Promise<number> {
    const sold = { code: purchase.orders[0]?.code ?? '', token: purchase.accessToken };
    const known = this.opened.get(sold.code) ?? [];
    if (act === 'complain') return this.complain(sold, known, share);
    const id = known[share % Math.max(1, known.length)];
    if (id === undefined) return 0;
    const { body: dispute } = await this.floor.table.buyer(sold, 'GET', `/${id}`);
    const { may, answer } = await this.act(act, sold, dispute, share);
    expect(answer.status < 300, `${act} of ${dispute.status}: ${JSON.stringify(answer.body)}`).toBe(may);
    // What is refused for its amount says where; everything else is a matter of the moment.
    return answer.status === 400 ? 409 : answer.status;
  }

  /** One of a kind is live at a time. */
  private async complain(sold: Sold, known: string[], share: number): Promise<number> {
    const kind = KINDS[share % KINDS.length] ?? '';
    const live = await this.floor.shop.database.query(
      `SELECT 1 FROM disputes d JOIN orders o ON o.id = d.order_id WHERE o.code = $1 AND d.kind = $2
         AND d.status IN ('open', 'answered', 'escalated', 'taken')`,
      [sold.code, kind],
    );
    const proposal = share < 5 ? {} : { proposal: { outcome: 'refund', amountVnd: 1_000 * (share + 1) } };
    const { status, body } = await this.floor.table.open(sold, kind, proposal);
    expect(status, `complaining of ${kind}`).toBe(live.length === 0 && known.length < MOST ? 201 : 409);
    if (status === 201) this.opened.set(sold.code, [...known, body.id]);
    return status;
  }

  private async act(
    act: Exclude<DisputeAct, 'complain'>,
    sold: Sold,
    dispute: DisputeBody,
    share: number,
  ): Promise<{ may: boolean; answer: Told<unknown> }> {
    const { table, desk, officers } = this.floor;
    const { id, proposalId, refundableVnd } = dispute;
    const status = dispute.status as DisputeStatus;
    const from = (to: DisputeStatus, mover: Parameters<typeof disputeStatusesBefore>[1]): boolean =>
      disputeStatusesBefore(to, mover).includes(status);
    const proposed = dispute.messages.find((message) => message.id === proposalId);
    const { amountVnd = 0 } = (proposed?.proposal ?? {}) as { amountVnd?: number };
    const accepts = (by: 'buyer' | 'seller'): boolean =>
      proposed !== undefined && (proposed.by === 'buyer') !== (by === 'buyer') && amountVnd <= refundableVnd;
    const words = {
      words: 'Xin xem lại giúp.',
      ...(share % 2 === 0 ? { proposal: { outcome: 'refund', amountVnd: 10_000 * (share + 1) } } : {}),
    };
    const acceptance = { proposalId: proposalId ?? id };
    switch (act) {
      case 'buyer writes':
        return { may: isLive(status), answer: await table.buyer(sold, 'POST', `/${id}/messages`, words) };
      case 'shop writes':
        return {
          may: isLive(status),
          answer: await table.shop(desk.owner, 'POST', `/${id}/messages`, words),
        };
      case 'buyer accepts':
        return {
          may: from('settled', 'buyer') && accepts('buyer'),
          answer: await table.buyer(sold, 'POST', `/${id}/acceptance`, acceptance),
        };
      case 'shop accepts':
        return {
          may: from('settled', 'seller') && accepts('seller'),
          answer: await table.shop(desk.owner, 'POST', `/${id}/acceptance`, acceptance),
        };
      case 'buyer escalates':
        return {
          may: from('escalated', 'buyer'),
          answer: await table.buyer(sold, 'POST', `/${id}/escalation`, {}),
        };
      case 'shop escalates':
        return {
          may: from('escalated', 'seller'),
          answer: await table.shop(desk.owner, 'POST', `/${id}/escalation`, {}),
        };
      case 'take complaint back':
        return {
          may: from('withdrawn', 'buyer'),
          answer: await table.buyer(sold, 'POST', `/${id}/withdrawal`, {}),
        };
      case 'officer takes': {
        const who = share % 2;
        const takeOver = share >= 5;
        const held = this.holders.get(id);
        const may = from('taken', 'officer') && takeOver === (status === 'taken') && held !== who;
        if (may) this.holders.set(id, who);
        return { may, answer: await table.take(officers[who === 0 ? 0 : 1], id, { takeOver }) };
      }
      case 'officer decides': {
        const who = share % 2;
        const backVnd = share < 5 ? 20_000 * (share + 1) : null;
        const mine = from('decided', 'officer') && this.holders.get(id) === who;
        const answer = await table.decide(
          officers[who === 0 ? 0 : 1],
          id,
          backVnd === null ? 'shop_right' : 'refund',
          backVnd ?? undefined,
        );
        return { may: mine && (backVnd ?? 0) <= refundableVnd, answer };
      }
    }
  }
}

interface Sold {
  code: string;
  token: string;
}
