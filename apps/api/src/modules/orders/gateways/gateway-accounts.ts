import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { gatewayNames, Gateways, GatewayUnavailable, type GatewayName } from '../../payments/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { GATEWAY_SECRET } from './gateway-calls.js';
import type { GatewayAccountDto, GatewaysAnswer } from './gateway-accounts.dto.js';

interface ActiveAccount {
  id: string;
  gateway: GatewayName;
  account: string;
  since: Date;
}

/** A shop's own accounts at payment gateways: off until it enters one, and only one that takes money today. */
@Injectable()
export class GatewayAccounts {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, slug: string): Promise<GatewaysAnswer> {
    return this.sellers.run(principal, slug, 'money', async (tx, seller) =>
      this.answer(await active(tx, seller.sellerId)),
    );
  }

  /** For an officer, who sees that a shop takes cards and into which account. @throws Problem not_found */
  async ofShop(slug: string, communes: readonly string[] | null): Promise<GatewaysAnswer> {
    return this.transactions.run('officer', async (tx) => {
      const [shop] = await tx.query<{ id: string }[]>(
        `SELECT s.id FROM sellers s JOIN producers p ON p.id = s.producer_id
         WHERE s.slug = $1 AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
        [slug, communes],
      );
      if (shop === undefined) throw new Problem('not_found');
      return this.answer(await active(tx, shop.id));
    });
  }

  /**
   * @throws Problem not_found, not_allowed, payment_method_unavailable (this floor is not connected with it),
   *   validation_failed (the gateway does not take money for that account), payment_gateway_unavailable, state_conflict
   *   (another shop's account)
   */
  async enter(
    principal: Principal,
    slug: string,
    gateway: GatewayName,
    { account, secret }: GatewayAccountDto,
  ): Promise<GatewaysAnswer> {
    checkForm(gateway, account, secret);
    // Whether the shop is theirs comes first: a stranger learns nothing about accounts.
    await this.sellers.run(principal, slug, 'members', () => Promise.resolve());
    await this.check(gateway, account, secret ?? null);
    try {
      return await this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
        const now = this.clock.now();
        const before = await turnOff(tx, sellerId, gateway, now);
        const sealed =
          secret === undefined ? null : (await this.dataKeys.of(tx, sellerId)).seal(secret, GATEWAY_SECRET);
        const id = uuidv7(now.getTime());
        await tx.query(
          `INSERT INTO gateway_accounts (id, seller_id, gateway, external_account, secret_sealed, status,
             status_changed_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'active', $6, $6, $6)`,
          [id, sellerId, gateway, account, sealed, now],
        );
        await this.audit(tx, 'gateway_account.entered', id, { gateway, before, account }, now);
        return this.answer(await active(tx, sellerId));
      });
    } catch (error) {
      if (brokenConstraint(error) === 'gateway_accounts_one_shop') throw new Problem('state_conflict');
      throw error;
    }
  }

  /** From now on nobody pays there; what was begun ends as it was begun. @throws Problem not_found, not_allowed */
  async leave(principal: Principal, slug: string, gateway: GatewayName): Promise<void> {
    await this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const now = this.clock.now();
      const mine = (await active(tx, sellerId)).find((one) => one.gateway === gateway);
      // Pressed twice it is off once.
      if (mine === undefined) return;
      await turnOff(tx, sellerId, gateway, now);
      await this.audit(tx, 'gateway_account.left', mine.id, { gateway, account: mine.account }, now);
    });
  }

  private async check(gateway: GatewayName, externalAccount: string, secret: string | null): Promise<void> {
    const connected = this.gateways.find(gateway);
    if (connected === null) throw new Problem('payment_method_unavailable');
    try {
      if (await connected.checkAccount({ externalAccount, secret }, this.clock.now())) return;
    } catch (error) {
      if (error instanceof GatewayUnavailable)
        throw new Problem('payment_gateway_unavailable', { retryAfterSeconds: 60 });
      throw error;
    }
    throw fieldProblem(
      'account',
      'refused',
      'Cổng thanh toán chưa nhận tiền cho tài khoản này',
      'The gateway takes no money for this account',
    );
  }

  private answer(accounts: readonly ActiveAccount[]): GatewaysAnswer {
    return {
      items: gatewayNames.map((gateway) => {
        const mine = accounts.find((account) => account.gateway === gateway);
        return {
          gateway,
          offered: this.gateways.find(gateway) !== null,
          account: mine?.account ?? null,
          since: mine?.since.toISOString() ?? null,
        };
      }),
    };
  }

  private async audit(tx: EntityManager, action: string, id: string, after: object, at: Date): Promise<void> {
    await recordAudit(tx, [
      { at, actorKind: 'seller', action, subjectType: 'gateway_account', subjectId: id, after },
    ]);
  }
}

async function active(tx: EntityManager, sellerId: string): Promise<ActiveAccount[]> {
  return tx.query<ActiveAccount[]>(
    `SELECT id, gateway, external_account AS account, status_changed_at AS since FROM gateway_accounts
     WHERE seller_id = $1 AND status = 'active'`,
    [sellerId],
  );
}

/** The account that was taken until now, if any. */
async function turnOff(
  tx: EntityManager,
  sellerId: string,
  gateway: GatewayName,
  now: Date,
): Promise<string | null> {
  const mine = (await active(tx, sellerId)).find((one) => one.gateway === gateway);
  await tx.query(
    `UPDATE gateway_accounts SET status = 'off', status_changed_at = $3, updated_at = $3
     WHERE seller_id = $1 AND gateway = $2 AND status = 'active'`,
    [sellerId, gateway, now],
  );
  return mine?.account ?? null;
}

/** @throws Problem validation_failed */
function checkForm(gateway: GatewayName, account: string, secret: string | undefined): void {
  if ((gateway === 'stripe') !== account.startsWith('acct_'))
    throw fieldProblem('account', 'bad_format', 'Mã tài khoản chưa đúng', 'Not an account there');
  if ((gateway === 'vnpay') !== (secret !== undefined))
    throw fieldProblem('secret', 'bad_format', 'Chuỗi bí mật chưa đúng', 'Not the secret of a terminal');
}
