import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../../platform/access/access.js';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { SellerTransactions } from '../../../sellers/index.js';
import { judgedLine, type JudgedLine } from '../judged-line.js';
import { bareCode, type Remittance, type RemittanceLine } from './read-remittance.js';
import { PARCELS_OF_CODES, RECORD_REMITTANCES } from './remittances.sql.js';

interface Parcel {
  id: string;
  orderId: string;
  orderCode: string;
  tracking: string;
  arrived: boolean;
  expectedVnd: number;
  remitted: boolean;
}

interface Matched {
  line: JudgedLine;
  /** What would be written; null where there is nothing to write. */
  write: { parcel: Parcel; remittance: Remittance } | null;
}

/** Holds what a carrier says it handed on against the parcels it was given, and writes it down once a parcel. */
@Injectable()
export class RecordRemittance {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What each line is. @throws Problem not_found, not_allowed */
  preview(principal: Principal, slug: string, lines: readonly RemittanceLine[]): Promise<JudgedLine[]> {
    return this.sellers.run(principal, slug, 'money', async (tx) =>
      (await match(tx, lines)).map(({ line }) => line),
    );
  }

  /**
   * All of it or nothing; again it writes nothing.
   *
   * @param all also parcels of which the carrier says another amount than it was to collect
   * @throws Problem not_found, not_allowed
   */
  confirm(
    principal: Principal,
    slug: string,
    lines: readonly RemittanceLine[],
    all: boolean,
  ): Promise<JudgedLine[]> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const matched = await match(tx, lines);
      const wanted = matched.flatMap(({ line, write }) =>
        write !== null && (all || line.outcome === 'matched') ? [write] : [],
      );
      const rows = wanted.map(({ parcel, remittance: { collectedVnd, feeVnd, paidOn } }) => ({
        orderId: parcel.orderId,
        fulfillmentId: parcel.id,
        expectedVnd: parcel.expectedVnd,
        collectedVnd,
        feeVnd,
        paidOn,
      }));
      const written = new Set(
        (
          await tx.query<{ fulfillmentId: string }[]>(RECORD_REMITTANCES, [
            sellerId,
            now,
            JSON.stringify(rows),
          ])
        ).map(({ fulfillmentId }) => fulfillmentId),
      );
      await recordAudit(
        tx,
        rows
          .filter(({ fulfillmentId }) => written.has(fulfillmentId))
          .map(({ orderId, ...after }) => ({
            at: now,
            actorKind: 'seller' as const,
            action: 'cod.remitted',
            subjectType: 'order',
            subjectId: orderId,
            after,
          })),
      );
      return matched.map(({ line, write }) => {
        if (write === null || written.has(write.parcel.id)) return line;
        return { ...line, outcome: line.outcome === 'differs' && !all ? 'left_out' : 'known' };
      });
    });
  }
}

async function match(tx: EntityManager, lines: readonly RemittanceLine[]): Promise<Matched[]> {
  const codes = lines.flatMap((line) =>
    line.kind === 'parcel' ? [bareCode(line.remittance.trackingCode)] : [],
  );
  const parcels = await tx.query<Parcel[]>(PARCELS_OF_CODES, [[...new Set(codes)]]);
  const byCode = Map.groupBy(parcels, ({ tracking }) => tracking);
  const named = new Set<string>();
  return lines.map((line) => {
    if (line.kind !== 'parcel') {
      const { no, trackingCode: text } = line;
      const why = line.kind === 'unreadable' ? line.why : null;
      return { line: judgedLine({ no, outcome: line.kind, text, why }), write: null };
    }
    const code = bareCode(line.remittance.trackingCode);
    const judged = judge(line.remittance, byCode.get(code) ?? []);
    // A parcel is handed on once, whatever a file says of it further down.
    if (judged.write === null || !named.has(judged.write.parcel.id)) {
      if (judged.write !== null) named.add(judged.write.parcel.id);
      return judged;
    }
    return { line: { ...judged.line, outcome: 'known' }, write: null };
  });
}

function judge(remittance: Remittance, parcels: readonly Parcel[]): Matched {
  const { no, trackingCode: text, collectedVnd: amountVnd, feeVnd, paidOn: day } = remittance;
  const open = parcels.filter(({ remitted }) => !remitted);
  const arrived = open.filter((parcel) => parcel.arrived && parcel.expectedVnd > 0);
  const [parcel] = arrived.length === 1 ? arrived : parcels.length === 1 ? parcels : [];
  const is = (outcome: string, write: Matched['write'] = null): Matched => ({
    line: judgedLine({
      no,
      outcome,
      text,
      amountVnd,
      feeVnd,
      day,
      orderCode: parcel?.orderCode ?? null,
      expectedVnd: parcel?.expectedVnd ?? null,
    }),
    write,
  });
  if (parcels.length === 0) return is('unknown');
  if (open.length === 0) return is('known');
  if (arrived.length === 0) return is('not_delivered');
  if (parcel === undefined || arrived.length > 1) return is('unclear');
  return is(parcel.expectedVnd === amountVnd ? 'matched' : 'differs', { parcel, remittance });
}
