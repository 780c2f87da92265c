import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { normalizePhone } from '#kernel/phone';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { LOOK_UPS_BY_OFFICER } from '../sign-in-limits.js';
import type { RecipientDto } from './duties.dto.js';

/** Finds whom a duty is to go to: by account, or by the phone number of somebody who has told it. */
@Injectable()
export class Recipients {
  constructor(
    private readonly keyring: Keyring,
    private readonly counters: HitCounters,
  ) {}

  /**
   * Before the transaction, which would hold its connection meanwhile: numbers are looked for, not tried out.
   *
   * @throws Problem rate_limited
   */
  async demandLookUp({ phone }: RecipientDto, giver: string): Promise<void> {
    if (phone !== undefined) await this.counters.demandAll(LOOK_UPS_BY_OFFICER, giver);
  }

  /**
   * The id of an active account that is not the giver's own.
   *
   * @throws Problem validation_failed (nobody, or not active), not_allowed (oneself)
   */
  async find(tx: EntityManager, { accountId, phone }: RecipientDto, giver: string): Promise<string> {
    if ((accountId === undefined) === (phone === undefined))
      throw fieldProblem('phone', 'required', 'Cần số điện thoại của người nhận', 'Name one recipient');
    const e164 = phone === undefined ? null : normalizePhone(phone);
    const digests = e164 === null ? [] : this.keyring.hashes('phone', e164);
    const [account] = await tx.query<{ id: string; status: string }[]>(
      `SELECT id, status FROM accounts WHERE id = $1::uuid OR phone_hash = ANY ($2)`,
      [accountId ?? null, digests],
    );
    if (account?.status !== 'active')
      throw fieldProblem(
        phone === undefined ? 'accountId' : 'phone',
        'unknown',
        'Chưa có tài khoản đang hoạt động nào như vậy',
        'No such active account',
      );
    if (account.id === giver) throw new Problem('not_allowed');
    return account.id;
  }
}
