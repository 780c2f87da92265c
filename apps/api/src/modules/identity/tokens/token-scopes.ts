import {
  holds,
  officerPermissions,
  sellerPermissions,
  type Duty,
  type SellerPermission,
} from '#kernel/permissions';
import type { AccessRule } from '../../../platform/access/access.js';

/** What a bearer token can be made for: the access rules that ask who somebody is. */
export const tokenScopes: readonly AccessRule[] = [
  'account',
  ...sellerPermissions.map((permission) => `seller:${permission}` as const),
  ...officerPermissions.map((permission) => `officer:${permission}` as const),
];

/**
 * The scopes somebody may give away: no more than they hold at this moment. A token that outlives a duty or a membership
 * opens nothing more by it, because the guard asks again with every request.
 *
 * @param inShops what the person may do in any shop, as a member or under a mandate
 */
export function grantableScopes(
  duties: readonly Duty[],
  inShops: readonly SellerPermission[],
): readonly AccessRule[] {
  return [
    'account',
    ...inShops.map((permission) => `seller:${permission}` as const),
    ...officerPermissions
      .filter((permission) => holds(duties, permission))
      .map((permission) => `officer:${permission}` as const),
  ];
}
