import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { addDays, vietnamDay } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { FloorProfile } from '../../../../platform/data/floor-profile.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Problem } from '../../../../platform/http/problem.js';
import { fieldProblem } from '../../../../platform/http/validation.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../../platform/sealing/keyring.js';
import type { WithoutCode } from './pickup.dto.js';
import {
  findPickupCode,
  giveWithoutCode,
  pickupOfParcel,
  tryPickupCode,
  waitingCodes,
  writePickupCode,
} from './pickup.sql.js';

const SEALED_AS = 'pickup_codes.code';

/** A code as its buyer reads it. */
export interface WaitingCode {
  /** Null once the purchase has forgotten its people. */
  code: string | null;
  /** The last day the parcel is kept. */
  keptUntil: string;
}

/** What became of an attempt to be given a parcel. */
export type Shown = 'fine' | 'missing' | 'wrong' | 'locked';

/**
 * Six digits by which a parcel at a tourism point is given out. Kept as a keyed digest, and sealed with the purchase's key
 * for its buyer; whoever hands the parcel over never reads them here.
 */
@Injectable()
export class PickupCodes {
  constructor(
    private readonly keyring: Keyring,
    private readonly dataKeys: DataKeys,
    private readonly floor: FloorProfile,
  ) {}

  /** For a parcel that has come to its point; nothing where it is brought to the buyer. */
  async make(tx: EntityManager, parcelId: string, now: Date): Promise<void> {
    const [pickup] = await runStatement<{ groupId: string }>(tx, pickupOfParcel, [parcelId]);
    if (pickup === undefined) return;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const said = saidOf(parcelId, code);
    const sealed = (await this.dataKeys.of(tx, pickup.groupId)).seal(said, SEALED_AS);
    const digest = this.keyring.hash('pickup code', said);
    await runStatement(tx, writePickupCode, [parcelId, pickup.groupId, digest, sealed, now]);
  }

  /**
   * Whether the parcel may be given out: of one that waits with a code by the code, or by the shop's word for a reason. It
   * must be committed whatever the outcome, or a wrong guess would cost nothing: throw after the transaction.
   */
  async show(
    tx: EntityManager,
    parcelId: string,
    { pickupCode, withoutCode }: { pickupCode?: string; withoutCode?: WithoutCode },
    now: Date,
  ): Promise<Shown> {
    if (!(await this.isAsked(tx, parcelId))) return 'fine';
    if (pickupCode !== undefined) {
      const digests = this.keyring.hashes('pickup code', saidOf(parcelId, pickupCode.replaceAll(/\s/g, '')));
      const [tried] = await runStatement<{ right: boolean }>(tx, tryPickupCode, [parcelId, digests, now]);
      if (tried === undefined) return 'locked';
      return tried.right ? 'fine' : 'wrong';
    }
    if (withoutCode === undefined) return 'missing';
    await runStatement(tx, giveWithoutCode, [parcelId, withoutCode, now]);
    return 'fine';
  }

  /** Whether the parcel waits at a point. */
  async isAsked(tx: EntityManager, parcelId: string): Promise<boolean> {
    return (await runStatement(tx, findPickupCode, [parcelId])).length > 0;
  }

  /** As their buyer reads them, by parcel; of what was given out nothing. */
  async ofOrders(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, WaitingCode>> {
    const rows = await runStatement<{ parcelId: string; groupId: string; codeSealed: string; since: Date }>(
      tx,
      waitingCodes,
      [orderIds],
    );
    const keys = await this.dataKeys.findAll(tx, [...new Set(rows.map(({ groupId }) => groupId))]);
    return new Map(
      rows.map(({ parcelId, groupId, codeSealed, since }) => [
        parcelId,
        {
          code: keys.get(groupId)?.open(codeSealed, SEALED_AS).slice(-6) ?? null,
          keptUntil: this.keptUntil(since),
        },
      ]),
    );
  }

  /** The last day a parcel is kept that came to its point at that instant. */
  keptUntil(since: Date): string {
    return addDays(vietnamDay(since), this.floor.orderTimers.pickupKeepDays);
  }
}

/** @throws Problem validation_failed beside the code, pickup_code_locked */
export function demandShown(shown: Shown): void {
  if (shown === 'locked') throw new Problem('pickup_code_locked');
  if (shown === 'wrong')
    throw fieldProblem('pickupCode', 'wrong_code', 'Mã nhận hàng chưa đúng', 'Not the code of this parcel');
  if (shown === 'missing')
    throw fieldProblem(
      'pickupCode',
      'required',
      'Nhập mã nhận hàng, hoặc chọn lý do không có mã',
      'The code, or why there is none',
    );
}

/** What is hashed and sealed: the same digits of two parcels are not the same digest. */
const saidOf = (parcelId: string, code: string): string => `${parcelId} ${code}`;
