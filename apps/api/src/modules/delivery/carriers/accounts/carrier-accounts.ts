import { Inject, Injectable } from '@nestjs/common';
import { carrierCodes, type CarrierCode } from '#kernel/carriers';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../../platform/access/access.js';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { Problem } from '../../../../platform/http/problem.js';
import { fieldProblem } from '../../../../platform/http/validation.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../../../sellers/index.js';
import { CarrierUnavailable } from '../carrier.js';
import { Carriers } from '../carriers.js';
import type { CarrierAccountDto, CarriersAnswer } from './carrier-accounts.dto.js';

/** Where the token of a shop's account is sealed. */
export const CARRIER_SECRET = 'carrier_accounts.secret';

interface ActiveAccount {
  id: string;
  carrier: CarrierCode;
  account: string;
  since: Date;
}

/** A shop's own accounts at carriers: none until its owner enters one, and only one the carrier knows. */
@Injectable()
export class CarrierAccounts {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly carriers: Carriers,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, slug: string): Promise<CarriersAnswer> {
    return this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) =>
      answerOf(await active(tx, sellerId)),
    );
  }

  /** @throws Problem not_found, not_allowed, validation_failed (the carrier does not know it), carrier_unavailable */
  async enter(
    principal: Principal,
    slug: string,
    carrier: CarrierCode,
    { account, token }: CarrierAccountDto,
  ): Promise<CarriersAnswer> {
    // Whether the shop is theirs comes first: a stranger has no token tried out.
    await this.sellers.run(principal, slug, 'members', () => Promise.resolve());
    await this.check(carrier, account, token);
    return this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const now = this.clock.now();
      const before = await turnOff(tx, sellerId, carrier, now);
      const sealed = (await this.dataKeys.of(tx, sellerId)).seal(token, CARRIER_SECRET);
      const id = uuidv7(now.getTime());
      await tx.query(
        `INSERT INTO carrier_accounts (id, seller_id, carrier, external_account, secret_sealed, status,
           status_changed_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'active', $6, $6, $6)`,
        [id, sellerId, carrier, account, sealed, now],
      );
      await audit(tx, 'carrier_account.entered', id, { carrier, before, account }, now);
      return answerOf(await active(tx, sellerId));
    });
  }

  /** From now on nothing is sent there; what was sent is still asked about. @throws Problem not_found, not_allowed */
  async leave(principal: Principal, slug: string, carrier: CarrierCode): Promise<void> {
    await this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const now = this.clock.now();
      const mine = (await active(tx, sellerId)).find((one) => one.carrier === carrier);
      // Pressed twice it is off once.
      if (mine === undefined) return;
      await turnOff(tx, sellerId, carrier, now);
      await audit(tx, 'carrier_account.left', mine.id, { carrier, account: mine.account }, now);
    });
  }

  private async check(carrier: CarrierCode, externalAccount: string, secret: string): Promise<void> {
    try {
      if (await this.carriers.of(carrier).checkAccount({ externalAccount, secret })) return;
    } catch (error) {
      if (error instanceof CarrierUnavailable)
        throw new Problem('carrier_unavailable', { retryAfterSeconds: 60 });
      throw error;
    }
    throw fieldProblem(
      'token',
      'refused',
      'Hãng không nhận mã truy cập này cho mã cửa hàng đã ghi',
      'The carrier does not take this token for that account',
    );
  }
}

const answerOf = (accounts: readonly ActiveAccount[]): CarriersAnswer => ({
  items: carrierCodes.map((carrier) => {
    const mine = accounts.find((account) => account.carrier === carrier);
    return { carrier, account: mine?.account ?? null, since: mine?.since.toISOString() ?? null };
  }),
});

const active = (tx: EntityManager, sellerId: string): Promise<ActiveAccount[]> =>
  tx.query<ActiveAccount[]>(
    `SELECT id, carrier, external_account AS account, status_changed_at AS since FROM carrier_accounts
     WHERE seller_id = $1 AND status = 'active'`,
    [sellerId],
  );

/** The account that was used until now, if any. */
async function turnOff(
  tx: EntityManager,
  sellerId: string,
  carrier: CarrierCode,
  now: Date,
): Promise<string | null> {
  const mine = (await active(tx, sellerId)).find((one) => one.carrier === carrier);
  await tx.query(
    `UPDATE carrier_accounts SET status = 'off', status_changed_at = $3, updated_at = $3
     WHERE seller_id = $1 AND carrier = $2 AND status = 'active'`,
    [sellerId, carrier, now],
  );
  return mine?.account ?? null;
}

const audit = (tx: EntityManager, action: string, id: string, after: object, at: Date): Promise<void> =>
  recordAudit(tx, [
    { at, actorKind: 'seller', action, subjectType: 'carrier_account', subjectId: id, after },
  ]);
