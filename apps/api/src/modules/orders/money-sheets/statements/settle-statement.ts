import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../../platform/access/access.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import { SellerTransactions, type EnteredSeller } from '../../../sellers/index.js';
import type { Payable } from '../../payment/conclude-payment.js';
import { codesInRemark, remarkLetters } from '../../payment/codes-in-remark.js';
import { SettlePayment, type Settled } from '../../payment/settle-payment.js';
import { findPaymentsNamed } from '../../payment/settle-payment.sql.js';
import { judgedLine, type JudgedLine } from '../judged-line.js';
import { identify, type StatementLine, type Transfer } from './read-statement.js';
import { KNOWN_EVENTS, ORDERS_MISSING } from './statements.sql.js';

/** So many suggestions stand beside money nobody knows the order of. */
const SUGGESTIONS = 3;
/** Lines of no order that are tried in one transaction. */
const CHUNK = 50;

interface Known {
  ids: ReadonlyMap<Transfer, string>;
  told: ReadonlySet<string>;
  /** By amount: open orders that miss exactly that much. */
  missing: ReadonlyMap<number, string[]>;
  /** Which order a remark names. */
  named: ReadonlyMap<Transfer, string>;
}

/** Carries an answer out of a transaction that is not to be kept. */
class NotKept<T> extends Error {
  constructor(readonly value: T) {
    super('The transaction was only tried');
  }
}

/**
 * Takes the lines of a bank's statement to where all money comes in. What a line would do is found by doing it and not
 * keeping it, so that a preview knows every rule there is; order by order, so that nobody waits for long.
 */
@Injectable()
export class SettleStatement {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    private readonly settle: SettlePayment,
  ) {}

  /** What each line would do. @throws Problem not_found, not_allowed */
  async preview(principal: Principal, slug: string, lines: readonly StatementLine[]): Promise<JudgedLine[]> {
    const known = await this.look(principal, slug, lines);
    const settled = new Map<Transfer, Settled>();
    for (const group of groups(known)) {
      const tried = await this.try(principal, slug, async (tx, seller) => {
        const outcomes: [Transfer, Settled][] = [];
        for (const transfer of group) outcomes.push([transfer, await this.take(tx, seller, transfer, known)]);
        return outcomes;
      });
      for (const [transfer, outcome] of tried) settled.set(transfer, outcome);
    }
    return lines.map((line) => judge(line, known, settled));
  }

  /**
   * Settles each line by itself: whatever stops it, what was settled stays so, and doing it again goes on where it ended.
   *
   * @param all also money that names no order and fits none
   * @throws Problem not_found, not_allowed
   */
  async confirm(
    principal: Principal,
    slug: string,
    lines: readonly StatementLine[],
    all: boolean,
  ): Promise<JudgedLine[]> {
    const known = await this.look(principal, slug, lines);
    const settled = new Map<Transfer, Settled>();
    const leftOut = new Set<Transfer>();
    for (const transfer of known.ids.keys()) {
      if (known.told.has(known.ids.get(transfer) ?? '')) continue;
      try {
        await this.sellers.run(principal, slug, 'money', async (tx, seller) => {
          const outcome = await this.take(tx, seller, transfer, known);
          if (outcome.outcome === 'unmatched' && !all && !known.missing.has(transfer.amountVnd))
            throw new NotKept(outcome);
          settled.set(transfer, outcome);
        });
      } catch (error) {
        if (!(error instanceof NotKept)) throw error;
        leftOut.add(transfer);
      }
    }
    return lines.map((line) =>
      line.kind === 'money' && leftOut.has(line.transfer)
        ? { ...shown(line.transfer), outcome: 'left_out' }
        : judge(line, known, settled),
    );
  }

  private take(
    tx: EntityManager,
    seller: EnteredSeller,
    transfer: Transfer,
    { ids }: Known,
  ): Promise<Settled> {
    const { amountVnd, paidAt, reference, remark } = transfer;
    return this.settle.run(tx, {
      pays: { sellerId: seller.sellerId },
      source: 'statement',
      account: seller.sellerId,
      externalId: ids.get(transfer) ?? '',
      amountVnd,
      paidAt,
      reference,
      remark,
      audience: 'seller',
      actor: seller.capacity === 'mandate' ? 'staff' : 'seller',
    });
  }

  private look(principal: Principal, slug: string, lines: readonly StatementLine[]): Promise<Known> {
    const transfers = lines.flatMap((line) => (line.kind === 'money' ? [line.transfer] : []));
    return this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const key = await this.dataKeys.of(tx, sellerId);
      const ids = identify(transfers, (remark) =>
        key.digest(remarkLetters(remark), 'payment_receipts.remark'),
      );
      const told = await tx.query<{ externalId: string }[]>(KNOWN_EVENTS, [sellerId, [...ids.values()]]);
      const open = await tx.query<{ code: string; missingVnd: number }[]>(ORDERS_MISSING, [
        [...new Set(transfers.map(({ amountVnd }) => amountVnd))],
      ]);
      const missing = new Map<number, string[]>();
      for (const { code, missingVnd } of open)
        missing.set(missingVnd, [...(missing.get(missingVnd) ?? []), code]);
      const named = new Map<Transfer, string>();
      for (const transfer of transfers) {
        const codes = codesInRemark(transfer.remark);
        const orders =
          codes.length === 0 ? [] : await runStatement<Payable>(tx, findPaymentsNamed, [sellerId, codes]);
        if (orders.length === 1) named.set(transfer, orders[0]?.orderCode ?? '');
      }
      return { ids, told: new Set(told.map(({ externalId }) => externalId)), missing, named };
    });
  }

  private async try<T>(
    principal: Principal,
    slug: string,
    work: (tx: EntityManager, seller: EnteredSeller) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.sellers.run(principal, slug, 'money', async (tx, seller) => {
        throw new NotKept(await work(tx, seller));
      });
    } catch (error) {
      if (error instanceof NotKept) return error.value as T;
      throw error;
    }
  }
}

/** New lines of one order together, in the file's order: a second payment is one only after the first. */
function groups({ ids, told, named }: Known): Transfer[][] {
  const fresh = [...ids].filter(([, id]) => !told.has(id)).map(([transfer]) => transfer);
  const byOrder = Map.groupBy(fresh, (transfer) => named.get(transfer) ?? '');
  return [...byOrder].flatMap(([code, transfers]) => (code === '' ? chunks(transfers) : [transfers]));
}

function chunks(transfers: readonly Transfer[]): Transfer[][] {
  return Array.from({ length: Math.ceil(transfers.length / CHUNK) }, (_, at) =>
    transfers.slice(at * CHUNK, (at + 1) * CHUNK),
  );
}

const shown = ({ no, day, amountVnd, remark, reference }: Transfer): JudgedLine =>
  judgedLine({ no, outcome: 'known', day, amountVnd, text: remark || null, reference: reference || null });

function judge(
  line: StatementLine,
  { missing, named }: Known,
  settled: ReadonlyMap<Transfer, Settled>,
): JudgedLine {
  if (line.kind === 'unreadable')
    return judgedLine({ no: line.no, outcome: 'unreadable', why: line.why, text: line.remark || null });
  if (line.kind === 'outgoing')
    return judgedLine({ no: line.no, outcome: 'outgoing', day: line.day, text: line.remark || null });
  const { transfer } = line;
  const done = settled.get(transfer);
  const of = { ...shown(transfer), orderCode: done?.orderCode ?? named.get(transfer) ?? null };
  if (done === undefined || done.outcome === 'repeated') return of;
  if (done.outcome !== 'unmatched') return { ...of, outcome: done.outcome };
  const suggestions = (missing.get(transfer.amountVnd) ?? []).slice(0, SUGGESTIONS);
  return { ...of, outcome: suggestions.length > 0 ? 'fits' : 'unmatched', suggestions };
}
