import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { OrderEvents } from '../events/order-events.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import type { HeldDispute } from './dispute-doors.js';
import { disputeNoticeQueue } from './dispute-queues.js';
import { moveDispute, noteFirstReply, writeMessage, type DisputeWords } from './dispute-record.js';
import { isLive, type DisputeOutcome, type Proposal } from './dispute-status.js';
import { endDispute } from './end-dispute.js';

/** What buyer, shop and officer do in a dispute they hold; each act is one line of history. */
@Injectable()
export class DisputeActs {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataKeys: DataKeys,
    private readonly pictures: OrderPictures,
    private readonly events: OrderEvents,
  ) {}

  /**
   * Says something, and proposes how to settle it. The shop's first words answer the dispute.
   *
   * @throws Problem state_conflict (it is over, enough was said, or the officer has not taken the case)
   */
  async say(held: HeldDispute, words: DisputeWords): Promise<void> {
    const { tx, dispute, actor, now } = held;
    demandLive(held);
    if (actor.mover === 'officer') demandTaken(held);
    const messageId = await this.write(held, words);
    if (actor.mover !== 'buyer') await noteFirstReply(tx, dispute.id, now);
    if (actor.mover === 'seller' && dispute.status === 'open')
      await moveDispute({ tx, jobs: this.jobs }, dispute, { to: 'answered', actor, now });
    else await this.jobs.enqueue(tx, disputeNoticeQueue, { of: 'message', messageId });
    await note(held, 'dispute.written', { proposal: words.proposal ?? null });
  }

  /** @param bytes as OrderPictures read them. @throws Problem state_conflict (it is over, or pictures enough) */
  async show(held: HeldDispute, bytes: Buffer): Promise<void> {
    const { tx, order, dispute, actor, now } = held;
    demandLive(held);
    const pictureId = await this.pictures.add(
      tx,
      { orderId: order.id, groupId: dispute.groupId, subject: 'dispute', subjectId: dispute.id },
      { by: actor.mover === 'buyer' ? 'buyer' : 'seller', bytes, now },
    );
    await note(held, 'dispute.picture_added', { pictureId });
  }

  /**
   * Accepts what the other side proposed last; naming it keeps somebody from accepting what they did not read.
   *
   * @throws Problem state_conflict (over, or another proposal stands), validation_failed (the money is not there any more)
   */
  async accept(held: HeldDispute, proposalId: string): Promise<void> {
    const { tx, order, dispute, actor, now } = held;
    const [proposal] = await tx.query<{ author: string; outcome: Proposal; amountVnd: number | null }[]>(
      `SELECT author, proposal AS outcome, proposal_vnd::float8 AS "amountVnd" FROM dispute_messages
       WHERE id = $1 AND dispute_id = $2`,
      [dispute.proposalId, dispute.id],
    );
    const own = (proposal?.author === 'buyer') === (actor.mover === 'buyer');
    if (proposal === undefined || own || dispute.proposalId !== proposalId)
      throw new Problem('state_conflict');
    const { outcome, amountVnd } = proposal;
    if (actor.mover === 'seller') await noteFirstReply(tx, dispute.id, now);
    await endDispute({ tx, jobs: this.jobs, events: this.events }, order, dispute, {
      to: 'settled',
      outcome,
      amountVnd,
      actor,
      now,
    });
    await note(held, 'dispute.settled', { outcome, amountVnd });
  }

  /** Either side asks the officers to decide. @throws Problem state_conflict */
  async escalate(held: HeldDispute): Promise<void> {
    const { tx, dispute, actor, now } = held;
    await moveDispute({ tx, jobs: this.jobs }, dispute, { to: 'escalated', actor, now });
    await note(held, 'dispute.escalated');
  }

  /** @throws Problem state_conflict (it is over) */
  async withdraw(held: HeldDispute): Promise<void> {
    const { tx, dispute, actor, now } = held;
    await moveDispute({ tx, jobs: this.jobs }, dispute, { to: 'withdrawn', actor, now });
    await note(held, 'dispute.withdrawn');
  }

  /**
   * An officer takes the case, or takes it over from a colleague on purpose.
   *
   * @throws Problem state_conflict (over, taken already, or taken over without saying so)
   */
  async take(held: HeldDispute, takeOver: boolean): Promise<void> {
    const { tx, dispute, actor, now } = held;
    const { accountId } = actor;
    const taken = dispute.status === 'taken';
    if (accountId === null || taken !== takeOver || dispute.officerId === accountId)
      throw new Problem('state_conflict');
    await moveDispute({ tx, jobs: this.jobs }, dispute, { to: 'taken', actor, now, officerId: accountId });
    await note(held, 'dispute.taken', { from: dispute.officerId });
  }

  /**
   * Whoever took the case decides it, with reasons both sides read.
   *
   * @throws Problem state_conflict (over, or not theirs), validation_failed at `amountVnd` (more than was paid)
   */
  async decide(
    held: HeldDispute,
    { outcome, amountVnd, words }: { outcome: DisputeOutcome; amountVnd: number | null; words: string },
  ): Promise<void> {
    const { tx, order, dispute, actor, now } = held;
    demandTaken(held);
    await this.write(held, { words });
    await noteFirstReply(tx, dispute.id, now);
    await endDispute({ tx, jobs: this.jobs, events: this.events }, order, dispute, {
      to: 'decided',
      outcome,
      amountVnd,
      actor,
      now,
    });
    await note(held, 'dispute.decided', { outcome, amountVnd });
  }

  private async write(held: HeldDispute, words: DisputeWords): Promise<string> {
    const { tx, dispute, actor, now } = held;
    const key = await this.dataKeys.find(tx, dispute.groupId);
    // The time for which purchases are kept is over.
    if (key === null) throw new Problem('state_conflict');
    return writeMessage(tx, key, dispute, actor, words, now);
  }
}

function demandLive({ dispute }: HeldDispute): void {
  if (!isLive(dispute.status)) throw new Problem('state_conflict');
}

function demandTaken({ dispute, actor }: HeldDispute): void {
  if (dispute.status !== 'taken' || dispute.officerId !== actor.accountId)
    throw new Problem('state_conflict');
}

function note(
  { tx, order, dispute, audience, now }: HeldDispute,
  action: string,
  after: object = {},
): Promise<void> {
  return recordAudit(tx, [
    {
      at: now,
      actorKind: audience,
      action,
      subjectType: 'order',
      subjectId: order.id,
      after: { disputeId: dispute.id, ...after },
    },
  ]);
}
