import {
  SetMetadata,
  type CustomDecorator,
  type CanActivate,
  type ExecutionContext,
  Injectable,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../http/problem.js';

/**
 * Who may call a route. `public`: anybody, and the answer holds nothing personal. `bearer-secret`: whoever holds the
 * unguessable secret in the address or header (a cart, an order's token); the handler looks the record up by it.
 * `operator`: loopback or METRICS_TOKEN, checked in the handler. Later audiences are added here.
 */
export type AccessRule = 'public' | 'bearer-secret' | 'operator';

export const ACCESS_RULE = 'access-rule';

/** States who may call the route. A route without it is refused, and a test walks all routes. */
export const Access = (rule: AccessRule): CustomDecorator => SetMetadata(ACCESS_RULE, rule);

/** No rule, no access. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === undefined) throw new Problem('not_allowed');
    return true;
  }
}
