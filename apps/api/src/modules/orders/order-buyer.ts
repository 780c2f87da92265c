import type { Principal } from '../../platform/access/access.js';

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
