import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { AccountNames, type Officer } from '../../identity/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import { ComplaintTimes } from './complaint-times.js';
import type {
  BuyersDisputesAnswer,
  ComplaintProcedureAnswer,
  DisputeAnswer,
  DisputeCardAnswer,
  DisputeFiguresAnswer,
  DisputesQueryDto,
  OfficersDisputeAnswer,
  OfficersDisputesAnswer,
  ShopDisputesAnswer,
  ShopDisputesQueryDto,
} from './disputes.dto.js';
import { disputeKinds } from './dispute-status.js';
import { readDisputedReturns } from './disputed-returns.js';
import {
  DISPUTE_FIGURES,
  DISPUTES_OF_ORDER,
  OFFICERS_DISPUTE,
  officersDisputes,
  SHOPS_DISPUTE,
  shopsDisputes,
  type DisputeRow,
} from './disputes.sql.js';

const PAGE_SIZE = 24;

interface MessageRow {
  id: string;
  disputeId: string;
  groupId: string;
  by: string;
  sealed: string | null;
  outcome: string | null;
  amountVnd: number | null;
  writtenAt: Date;
}

const MESSAGES = `
  SELECT id, dispute_id AS "disputeId", order_group_id AS "groupId", author AS by, words_sealed AS sealed,
    proposal AS outcome, proposal_vnd::float8 AS "amountVnd", written_at AS "writtenAt"
  FROM dispute_messages WHERE dispute_id = ANY ($1::uuid[]) ORDER BY written_at, id`;

/** Disputes as their buyer, their shop and officers read them. */
@Injectable()
export class ReadDisputes {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    private readonly pictures: OrderPictures,
    private readonly names: AccountNames,
    private readonly times: ComplaintTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is published: how soon a complaint is replied to and resolved. */
  procedure(): ComplaintProcedureAnswer {
    return {
      firstReplyDays: this.times.firstReplyDays,
      kinds: disputeKinds.map((kind) => ({ kind, resolutionDays: this.times.resolutionDays(kind) })),
    };
  }

  /** Those of one order, the newest first. @throws Problem sign_in_required, not_found */
  async ofBuyer(orderCode: string, buyer: OrderBuyer): Promise<BuyersDisputesAnswer> {
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      const rows = await tx.query<DisputeRow[]>(DISPUTES_OF_ORDER, [this.times.today(), orderCode]);
      return { items: await this.details(tx, rows), nextCursor: null };
    });
  }

  /** @throws Problem sign_in_required, not_found */
  async oneOfBuyer(orderCode: string, buyer: OrderBuyer, id: string): Promise<DisputeAnswer> {
    const { items } = await this.ofBuyer(orderCode, buyer);
    const found = items.find((item) => item.id === id);
    if (found === undefined) throw new Problem('not_found');
    return found;
  }

  /** @throws Problem not_found, not_allowed, invalid_cursor */
  async ofShop(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor, show = 'open' }: ShopDisputesQueryDto,
  ): Promise<ShopDisputesAnswer> {
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const place = placeOf(show, cursor);
      const rows = await tx.query<DisputeRow[]>(shopsDisputes(show), [
        this.times.today(),
        place.key,
        place.id,
        limit + 1,
      ]);
      return pageOf(show, limit, rows, cardOf);
    });
  }

  /** @throws Problem not_found, not_allowed */
  async oneOfShop(principal: Principal, slug: string, id: string): Promise<DisputeAnswer> {
    return this.sellers.run(principal, slug, 'orders', async (tx) =>
      only(await this.details(tx, await tx.query(SHOPS_DISPUTE, [this.times.today(), id]))),
    );
  }

  /** Of the officer's communes, with figures of all of them. @throws Problem invalid_cursor */
  async ofOfficer(
    { accountId, communes }: Officer,
    { limit = PAGE_SIZE, cursor, show = 'open', kind, q }: DisputesQueryDto,
  ): Promise<OfficersDisputesAnswer> {
    const place = placeOf(show, cursor);
    const today = this.times.today();
    return this.transactions.run('officer', async (tx) => {
      const rows = await tx.query<DisputeRow[]>(officersDisputes(show), [
        today,
        place.key,
        place.id,
        limit + 1,
        communes,
        kind ?? null,
        q?.trim() === '' ? null : (q?.trim() ?? null),
        accountId,
      ]);
      const [figures] = await tx.query<DisputeFiguresAnswer[]>(DISPUTE_FIGURES, [today, communes, accountId]);
      if (figures === undefined) throw new Error('The figures gave no row');
      const names = await this.names.find(
        tx,
        rows.map(({ officerId }) => officerId),
      );
      const page = pageOf(show, limit, rows, (row) => ({
        ...cardOf(row),
        ...forOfficer(row, accountId, names),
      }));
      return { ...page, figures };
    });
  }

  /** What was written is opened: the history keeps who looked. @throws Problem not_found */
  async oneOfOfficer({ accountId, communes }: Officer, id: string): Promise<OfficersDisputeAnswer> {
    return this.transactions.run('officer', async (tx) => {
      const values = [this.times.today(), id, communes, accountId];
      const [row] = await tx.query<DisputeRow[]>(OFFICERS_DISPUTE, values);
      if (row === undefined) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: this.clock.now(),
          actorKind: 'officer',
          action: 'dispute.read',
          subjectType: 'order',
          subjectId: row.orderId,
          after: { disputeId: id },
        },
      ]);
      const names = await this.names.find(tx, [row.officerId]);
      return {
        ...only(await this.details(tx, [row])),
        ...forOfficer(row, accountId, names),
        returns: await readDisputedReturns(tx, this.dataKeys, row.orderId),
      };
    });
  }

  /** @throws Problem sign_in_required, not_found */
  pictureOfBuyer(orderCode: string, buyer: OrderBuyer, id: string, pictureId: string): Promise<Buffer> {
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      const rows = await tx.query<DisputeRow[]>(DISPUTES_OF_ORDER, [this.times.today(), orderCode]);
      if (rows.every((row) => row.id !== id)) throw new Problem('not_found');
      return this.pictures.open(tx, [id], pictureId);
    });
  }

  /** @throws Problem not_found, not_allowed */
  pictureOfShop(principal: Principal, slug: string, id: string, pictureId: string): Promise<Buffer> {
    return this.sellers.run(principal, slug, 'orders', (tx) => this.pictures.open(tx, [id], pictureId));
  }

  /** Of the dispute, or of a return of its order. @throws Problem not_found */
  pictureOfOfficer({ accountId, communes }: Officer, id: string, pictureId: string): Promise<Buffer> {
    return this.transactions.run('officer', async (tx) => {
      const values = [this.times.today(), id, communes, accountId];
      const [row] = await tx.query<DisputeRow[]>(OFFICERS_DISPUTE, values);
      if (row === undefined) throw new Problem('not_found');
      const returns = await tx.query<{ id: string }[]>(`SELECT id FROM order_returns WHERE order_id = $1`, [
        row.orderId,
      ]);
      return this.pictures.open(tx, [id, ...returns.map((back) => back.id)], pictureId);
    });
  }

  private async details(tx: EntityManager, rows: readonly DisputeRow[]): Promise<DisputeAnswer[]> {
    const ids = rows.map(({ id }) => id);
    const messages = await tx.query<MessageRow[]>(MESSAGES, [ids]);
    const pictures = await this.pictures.list(tx, ids);
    const keys = await this.dataKeys.findAll(
      tx,
      messages.map(({ groupId }) => groupId),
    );
    return rows.map((row) => ({
      ...cardOf(row),
      messages: messages
        .filter(({ disputeId }) => disputeId === row.id)
        .map(({ id, groupId, by, sealed, outcome, amountVnd, writtenAt }) => ({
          id,
          by,
          words: sealed === null ? null : (keys.get(groupId)?.open(sealed, 'dispute_messages.words') ?? null),
          proposal: outcome === null ? null : { outcome, amountVnd },
          writtenAt: writtenAt.toISOString(),
        })),
      pictures: pictures.filter(({ subjectId }) => subjectId === row.id).map(({ id, by }) => ({ id, by })),
      proposalId: row.proposalId,
      paymentMethod: row.paymentMethod,
      refundableVnd: row.refundableVnd,
    }));
  }
}

function cardOf(row: DisputeRow): DisputeCardAnswer {
  const { id, orderCode, kind, status, firstReplyBy, resolveBy, late, outcome, outcomeVnd } = row;
  return {
    id,
    orderCode,
    kind,
    status,
    statusChangedAt: row.statusChangedAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    firstReplyBy,
    firstRepliedAt: row.firstRepliedAt?.toISOString() ?? null,
    resolveBy,
    late,
    outcome,
    outcomeVnd,
  };
}

function forOfficer(
  { slug = '', name = '', commune = '', own = false, officerId }: DisputeRow,
  accountId: string,
  names: ReadonlyMap<string, string>,
): Pick<OfficersDisputeAnswer, 'seller' | 'officer' | 'mine' | 'own'> {
  return {
    seller: { slug, name, commune },
    officer: officerId === null ? null : (names.get(officerId) ?? ''),
    mine: officerId === accountId,
    own,
  };
}

function only(found: readonly DisputeAnswer[]): DisputeAnswer {
  const [dispute] = found;
  if (dispute === undefined) throw new Problem('not_found');
  return dispute;
}

const cursorName = (show: string): string => `disputes-${show}`;

function placeOf(show: string, cursor: string | undefined): { key: string | null; id: string | null } {
  if (cursor === undefined) return { key: null, id: null };
  return readCursor(cursorName(show), { key: 'text', id: 'uuid' }, cursor);
}

function pageOf<Card>(
  show: string,
  limit: number,
  rows: readonly DisputeRow[],
  card: (row: DisputeRow) => Card,
): { items: Card[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(card),
    nextCursor: last === undefined ? null : writeCursor(cursorName(show), last.key, last.id),
  };
}
