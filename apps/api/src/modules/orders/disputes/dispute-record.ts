import { uuidv7 } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { recordOrderEvents, type OrderActor } from '../events/record-order-events.js';
import type { LockedOrder } from '../shop-orders/lock-order.js';
import { disputeNoticeQueue } from './dispute-queues.js';
import {
  disputeStatusesBefore,
  type DisputeKind,
  type DisputeMover,
  type DisputeOutcome,
  type DisputeStatus,
  type Proposal,
} from './dispute-status.js';

/** A dispute whose order is locked: nobody else moves it until the commit. */
export interface LockedDispute {
  id: string;
  orderId: string;
  groupId: string;
  kind: DisputeKind;
  status: DisputeStatus;
  firstRepliedAt: Date | null;
  officerId: string | null;
  proposalId: string | null;
}

/** Whoever does something in a dispute. */
export interface DisputeActor {
  mover: DisputeMover;
  actorKind: OrderActor;
  accountId: string | null;
}

/** What is said in a dispute, and what is proposed with it. */
export interface DisputeWords {
  words: string;
  proposal?: { outcome: Proposal; amountVnd: number | null } | null;
}

/** So many messages settle anything; more is noise. */
const MOST_MESSAGES = 200;

/** The caller holds the order's lock. @throws Problem not_found, also for a dispute of another order */
export async function findDispute(
  tx: EntityManager,
  order: Pick<LockedOrder, 'id'>,
  disputeId: string,
): Promise<LockedDispute> {
  const [dispute] = await tx.query<LockedDispute[]>(
    `SELECT d.id, d.order_id AS "orderId", o.order_group_id AS "groupId", d.kind, d.status,
       d.first_replied_at AS "firstRepliedAt", d.officer_id AS "officerId", d.proposal_id AS "proposalId"
     FROM disputes d JOIN orders o ON o.id = d.order_id WHERE d.id = $1 AND d.order_id = $2`,
    [disputeId, order.id],
  );
  if (dispute === undefined) throw new Problem('not_found');
  return dispute;
}

/** Writes down what somebody said; a proposal stands until the next one. @throws Problem state_conflict (enough was said) */
export async function writeMessage(
  tx: EntityManager,
  key: DataKey,
  dispute: Pick<LockedDispute, 'id' | 'groupId'>,
  { actorKind, accountId }: DisputeActor,
  { words, proposal = null }: DisputeWords,
  now: Date,
): Promise<string> {
  const id = uuidv7(now.getTime());
  const written = await tx.query<unknown[]>(
    `INSERT INTO dispute_messages (id, dispute_id, order_group_id, author, account_id, words_sealed, proposal, proposal_vnd,
       written_at, created_at, updated_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9
     WHERE (SELECT count(*) FROM dispute_messages WHERE dispute_id = $2) < ${MOST_MESSAGES} RETURNING id`,
    [
      id,
      dispute.id,
      dispute.groupId,
      actorKind,
      accountId,
      key.seal(words, 'dispute_messages.words'),
      proposal?.outcome ?? null,
      proposal?.amountVnd ?? null,
      now,
    ],
  );
  if (written.length === 0) throw new Problem('state_conflict');
  if (proposal !== null)
    await tx.query(`UPDATE disputes SET proposal_id = $2, updated_at = $3 WHERE id = $1`, [
      dispute.id,
      id,
      now,
    ]);
  return id;
}

/** Where a move is written, and who tells of it; null where another notice says it. */
interface Telling {
  tx: EntityManager;
  jobs: Jobs | null;
}

interface Move {
  to: DisputeStatus;
  actor: Pick<DisputeActor, 'mover' | 'actorKind'>;
  now: Date;
  /** Who takes it. */
  officerId?: string;
  end?: { outcome: DisputeOutcome; amountVnd: number | null; refundId: string | null };
}

/**
 * Moves a dispute, writes the event down and has both sides told.
 *
 * @throws Problem state_conflict where that actor may not move it there from where it is
 */
export async function moveDispute(
  { tx, jobs }: Telling,
  dispute: LockedDispute,
  { to, actor, now, officerId, end }: Move,
): Promise<void> {
  const values: Record<string, unknown> = {
    status: to,
    status_changed_at: now,
    updated_at: now,
    ...(to === 'escalated' ? { escalated_at: now } : {}),
    ...(officerId === undefined ? {} : { officer_id: officerId }),
    ...(end === undefined
      ? {}
      : { outcome: end.outcome, outcome_vnd: end.amountVnd, refund_id: end.refundId }),
  };
  const columns = Object.keys(values);
  const moved = await changedRows(
    tx,
    `UPDATE disputes SET ${columns.map((column, index) => `${column} = $${index + 3}`).join(', ')}
     WHERE id = $1 AND status = ANY ($2) RETURNING id`,
    [dispute.id, disputeStatusesBefore(to, actor.mover), ...Object.values(values)],
  );
  if (moved.length !== 1) throw new Problem('state_conflict');
  const { orderId, kind, status: from } = dispute;
  await tellOfMove({ tx, jobs }, { disputeId: dispute.id, orderId, kind, from, to, actor, now, end });
}

/** The event of a move, and the job that tells of it. */
export async function tellOfMove(
  { tx, jobs }: Telling,
  {
    disputeId,
    orderId,
    kind,
    from,
    to,
    actor,
    now,
    end,
  }: Pick<Move, 'to' | 'actor' | 'now' | 'end'> & {
    disputeId: string;
    orderId: string;
    kind: DisputeKind;
    from: DisputeStatus | null;
  },
): Promise<void> {
  const [eventId] = await recordOrderEvents(tx, [
    {
      orderId,
      axis: 'dispute',
      subjectId: disputeId,
      from,
      to,
      actorKind: actor.actorKind,
      at: now,
      details: { kind, ...(end === undefined ? {} : { outcome: end.outcome, amountVnd: end.amountVnd }) },
    },
  ]);
  if (eventId !== undefined && jobs !== null)
    await jobs.enqueue(tx, disputeNoticeQueue, { of: 'event', eventId });
}

/** The first reply by somebody else than the buyer ends its clock. */
export async function noteFirstReply(tx: EntityManager, disputeId: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE disputes SET first_replied_at = $2, updated_at = $2 WHERE id = $1 AND first_replied_at IS NULL`,
    [disputeId, now],
  );
}
