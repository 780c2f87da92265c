import { Inject, Injectable } from '@nestjs/common';
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import { isUuid, uuidv7 } from '#kernel/ids';
import { sellerPermissions, type SellerPermission } from '#kernel/permissions';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { recordOwnAct } from '../own-act.js';
import { Session } from '../sessions/session.entity.js';
import { hashSessionToken, makeSessionToken } from '../sessions/session-token.js';
import { grantableScopes } from './token-scopes.js';
import type { MakeTokenDto } from './tokens.dto.js';

/** Whoever needs more has lost count of them. */
const MOST_TOKENS = 20;

/** Tokens by which programs act for their owner. */
@Injectable()
export class MyTokens {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async list({ accountId }: Principal): Promise<Session[]> {
    return this.transactions.run('account', (tx) => this.open(tx, accountId));
  }

  /** @throws Problem validation_failed (`scopes`: more than one holds), second_factor_required, state_conflict */
  async make(
    principal: Principal,
    { label, scopes, expiresInDays }: MakeTokenDto,
  ): Promise<{ token: string; session: Session }> {
    const { accountId, duties, secondFactor } = principal;
    // Whoever uses the token is asked for no second factor: whoever makes it must have shown one.
    if (duties.length > 0 && !secondFactor && !this.environment.demo)
      throw new Problem('second_factor_required');
    const now = this.clock.now();
    const token = makeSessionToken();
    const session = await this.transactions.run('account', async (tx) => {
      const grantable: readonly string[] = grantableScopes(duties, await this.inShops(tx, accountId, now));
      if (!scopes.every((scope) => grantable.includes(scope))) throw TOO_MUCH();
      if ((await this.open(tx, accountId)).length >= MOST_TOKENS) throw new Problem('state_conflict');
      const row: Session = {
        id: uuidv7(now.getTime()),
        tokenHash: hashSessionToken(token) ?? '',
        accountId,
        kind: 'bearer',
        label,
        scopes,
        secondFactor,
        freshAt: null,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + expiresInDays * DAY_MS),
        endedAt: null,
        createdAt: now,
        updatedAt: now,
      };
      await tx.insert(Session, row);
      await recordOwnAct(tx, principal, 'token.made', now, { after: { tokenId: row.id, scopes } });
      return row;
    });
    return { token, session };
  }

  /** @throws Problem not_found */
  async end(principal: Principal, id: string): Promise<void> {
    if (!isUuid(id)) throw new Problem('not_found');
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      const own = { id, accountId: principal.accountId, kind: 'bearer' as const, endedAt: IsNull() };
      const { affected } = await tx.update(Session, own, { endedAt: now, updatedAt: now });
      if (affected !== 1) throw new Problem('not_found');
      await recordOwnAct(tx, principal, 'token.ended', now, { before: { tokenId: id } });
    });
  }

  private open(tx: EntityManager, accountId: string): Promise<Session[]> {
    return tx.find(Session, {
      where: { accountId, kind: 'bearer', endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { id: 'DESC' },
    });
  }

  private async inShops(tx: EntityManager, accountId: string, now: Date): Promise<SellerPermission[]> {
    const rows = await tx.query<{ owner: boolean; permissions: string[] }[]>(
      `SELECT role = 'owner' AS owner, permissions FROM seller_members WHERE account_id = $1 AND ended_at IS NULL
       UNION ALL SELECT false, permissions FROM mandates
       WHERE staff_account_id = $1 AND status = 'active' AND expires_at > $2`,
      [accountId, now],
    );
    return sellerPermissions.filter((permission) =>
      rows.some(({ owner, permissions }) => owner || permissions.includes(permission)),
    );
  }
}

const TOO_MUCH = (): Problem =>
  fieldProblem(
    'scopes',
    'not_held',
    'Bạn chỉ trao được những quyền mình đang có',
    'You can only give what you hold yourself',
  );
