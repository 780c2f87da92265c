import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { GuardedRequest, Principal } from '../../platform/access/access.js';

/** Who comes back to a purchase: whoever holds its token, or the account that placed it. */
export interface OrderBuyer {
  readonly token: string | undefined;
  readonly accountId: string | null;
}

/** The account a route for guests works for; a bearer token counts only if it was made for its owner's affairs. */
export function accountOf(principal: Principal | null): string | null {
  if (principal === null) return null;
  return principal.scopes === null || principal.scopes.includes('account') ? principal.accountId : null;
}

/** Describes a route that a purchase's token opens as well as the account that placed it. */
export const ByOrderToken = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'Order-Token',
    required: false,
    description: 'Not needed by the account that placed it',
  });

/** Who asks on such a route; whether the purchase is theirs is asked where it is read. */
export const CurrentBuyer = createParamDecorator((_: unknown, context: ExecutionContext): OrderBuyer => {
  const { headers, user } = context.switchToHttp().getRequest<GuardedRequest>();
  const token = headers['order-token'];
  return { token: typeof token === 'string' ? token : undefined, accountId: accountOf(user ?? null) };
});
