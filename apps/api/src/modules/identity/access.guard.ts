import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { holds, type OfficerPermission } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import {
  ACCESS_RULE,
  NEEDS_FRESH_CHECK,
  type AccessRule,
  type GuardedRequest,
  type Principal,
} from '../../platform/access/access.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { Reader, type Statement } from '../../platform/database/reader.js';
import { Problem } from '../../platform/http/problem.js';
import { currentRequest } from '../../platform/http/request-context.js';
import { SLUG } from '../../platform/http/slug.js';
import { PrincipalGuard } from './sessions/passport-strategies.js';

/** A sensitive act is allowed this long after the person last proved to be the owner. */
export const FRESH_MINUTES = 10;

const SELLER_ACCESS: Statement = {
  name: 'seller_access',
  text: `SELECT allowed, capacity FROM seller_access($1::varchar, $2::varchar, $3::varchar, $4::timestamptz)`,
};

/** No rule, no access; with a rule, only who it names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principalGuard: PrincipalGuard,
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws Problem sign_in_required, not_allowed, not_found (another's shop), second_factor_required, fresh_check_required */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.metadata<AccessRule>(ACCESS_RULE, context);
    if (rule === undefined) throw new Problem('not_allowed');
    if (rule === 'public' || rule === 'operator') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (rule === 'bearer-secret') {
      // A guest pays for no look-up: whoever carries nothing of a session is nobody we know.
      if (request.headers.cookie !== undefined || request.headers.authorization !== undefined)
        await this.identify(context);
      return true;
    }
    const principal = await this.identify(context);
    if (principal === undefined) throw new Problem('sign_in_required');
    await this.judge(rule, principal, request);
    if (this.metadata<boolean>(NEEDS_FRESH_CHECK, context) === true) this.demandFresh(principal);
    return true;
  }

  private async identify(context: ExecutionContext): Promise<Principal | undefined> {
    await this.principalGuard.canActivate(context);
    const { user } = context.switchToHttp().getRequest<GuardedRequest>();
    const inRequest = currentRequest();
    if (user !== undefined && inRequest !== undefined) inRequest.accountId = user.accountId;
    return user ?? undefined;
  }

  private async judge(rule: AccessRule, principal: Principal, request: GuardedRequest): Promise<void> {
    const [audience, permission = ''] = rule.split(':');
    if (audience === 'seller') return this.judgeSeller(permission, principal, request);
    if (principal.scopes !== null && !principal.scopes.includes(rule)) throw new Problem('not_allowed');
    if (audience === 'officer') this.judgeOfficer(permission as OfficerPermission, principal);
  }

  private async judgeSeller(
    permission: string,
    principal: Principal,
    request: GuardedRequest,
  ): Promise<void> {
    const { sellerSlug } = request.params as { sellerSlug?: string };
    if (sellerSlug === undefined) throw new Error('A seller route names its shop as :sellerSlug');
    // What cannot be a slug (a zero byte, say) is no question for the database.
    if (!SLUG.test(sellerSlug)) throw new Problem('not_found');
    const values = [principal.tokenHash, sellerSlug, permission, this.clock.now()];
    const access = await this.reader.row<{ allowed: boolean; capacity: string }>(SELLER_ACCESS, values);
    if (access === null) throw new Problem('not_found');
    if (!access.allowed) throw new Problem('not_allowed');
    // Staff are officers also when they work for a shop.
    if (access.capacity === 'mandate') this.demandSecondFactor(principal);
  }

  private judgeOfficer(permission: OfficerPermission, principal: Principal): void {
    if (!holds(principal.duties, permission)) throw new Problem('not_allowed');
    this.demandSecondFactor(principal);
  }

  /** A bearer token was made by somebody who had shown the second factor; a demo is tried out without one. */
  private demandSecondFactor({ kind, secondFactor }: Principal): void {
    if (kind === 'session' && !secondFactor && !this.environment.demo)
      throw new Problem('second_factor_required');
  }

  private demandFresh({ freshAt }: Principal): void {
    const age = freshAt === null ? Infinity : this.clock.now().getTime() - freshAt.getTime();
    if (age > FRESH_MINUTES * 60_000) throw new Problem('fresh_check_required');
  }

  private metadata<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}
