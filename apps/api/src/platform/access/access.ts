import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Duty, OfficerPermission, SellerPermission } from '#kernel/permissions';

/**
 * Who may call a route.
 *
 * - `public`: anybody, and the answer holds nothing personal.
 * - `bearer-secret`: whoever holds the unguessable secret in the address or header (a cart, an order's token); the
 *   handler looks the record up by it. Somebody signed in is known to the handler too.
 * - `operator`: loopback or METRICS_TOKEN, checked in the handler.
 * - `account`: somebody signed in, about their own account.
 * - `seller:…`: a member of the shop named by `:sellerSlug`, or staff under its mandate, with that permission there.
 *   To everybody else the shop does not exist.
 * - `officer:…`: somebody whose duty gives that permission; the handler looks only into their communes.
 */
export type AccessRule =
  | 'public'
  | 'bearer-secret'
  | 'operator'
  | 'account'
  | `seller:${SellerPermission}`
  | `officer:${OfficerPermission}`;

export const ACCESS_RULE = 'access-rule';
export const NEEDS_FRESH_CHECK = 'needs-fresh-check';

/** States who may call the route. A route without it is refused, and a test walks all routes. */
export const Access = (rule: AccessRule): CustomDecorator => SetMetadata(ACCESS_RULE, rule);

/** The act is sensitive: whoever is at the device must have proven themselves within the last ten minutes. */
export const Fresh = (): CustomDecorator => SetMetadata(NEEDS_FRESH_CHECK, true);

/** Who is calling: a live session or bearer token, and the duties of its account at this moment. */
export interface Principal {
  readonly accountId: string;
  readonly sessionId: string;
  /** SHA-256 of the token in hex, which the database's own checks take. */
  readonly tokenHash: string;
  readonly kind: 'session' | 'bearer';
  /** What a bearer token was made for, as access rules; null for a session, which may do what its account may. */
  readonly scopes: readonly string[] | null;
  /** Whether this session was opened with a second factor. */
  readonly secondFactor: boolean;
  /** When the person last proved to be the owner, by password, code or passkey. */
  readonly freshAt: Date | null;
  readonly duties: readonly Duty[];
}

/** A request after the guard; `principal` is set on every route that needs one. */
export type GuardedRequest = FastifyRequest & { user?: Principal };

/** The caller of a route that needs one. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { user } = context.switchToHttp().getRequest<GuardedRequest>();
  if (user === undefined) throw new Error('This route states no access rule that brings a principal');
  return user;
});

/** The caller of a route that serves guests too; null for a guest. */
export const OptionalPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null =>
    context.switchToHttp().getRequest<GuardedRequest>().user ?? null,
);
