/** What an officer may do; each admin route names one of these. */
export const officerPermissions = [
  'sellers.read',
  'sellers.review',
  'sellers.suspend',
  'sellers.reveal',
  'cooperatives.read',
  'cooperatives.edit',
  'mandates.request',
  'listings.read',
  'listings.check',
  'listings.approve',
  'certificates.read',
  'certificates.edit',
  'authorities.handle',
  'shipping.edit',
  'tourism.edit',
  'cod.decide',
  'search.edit',
  'accounts.read',
  'accounts.support',
  'duties.read',
  'duties.grant',
  'audit.read',
  'privacy.handle',
  'vouchers.give',
  'taxes.handle',
  'settlement.decide',
  'disputes.handle',
  'reports.handle',
  'articles.edit',
] as const;
export type OfficerPermission = (typeof officerPermissions)[number];

export const officerRoles = [
  'assisting_staff',
  'commune_checker',
  'certification_officer',
  'approver',
  'support',
  'administrator',
] as const;
export type OfficerRole = (typeof officerRoles)[number];

/** Which role holds which permission. What a role does not name here it may not do. */
export const permissionsOfRole: Readonly<Record<OfficerRole, readonly OfficerPermission[]>> = {
  // Staff of the cooperative alliance or of a commune who work for sellers, under each seller's mandate only, and
  // look at what others list.
  assisting_staff: [
    'sellers.read',
    'cooperatives.read',
    'mandates.request',
    'listings.read',
    'listings.check',
    'certificates.read',
  ],
  commune_checker: [
    'sellers.read',
    'cooperatives.read',
    'cooperatives.edit',
    'listings.read',
    'listings.check',
    'certificates.read',
  ],
  certification_officer: [
    'sellers.read',
    'sellers.review',
    'sellers.reveal',
    'cooperatives.read',
    'cooperatives.edit',
    'certificates.read',
    'certificates.edit',
    'authorities.handle',
    'reports.handle',
  ],
  approver: [
    'sellers.read',
    'sellers.review',
    'sellers.reveal',
    'sellers.suspend',
    'cooperatives.read',
    'listings.read',
    'listings.approve',
    'certificates.read',
    'authorities.handle',
    'reports.handle',
  ],
  support: [
    'sellers.read',
    'accounts.read',
    'accounts.support',
    'privacy.handle',
    'disputes.handle',
    'reports.handle',
    'articles.edit',
    'search.edit',
  ],
  administrator: officerPermissions,
};

/** A role somebody has, where and no longer than it lasts; `communes` null means the whole province. */
export interface Duty {
  id: string;
  role: OfficerRole;
  communes: readonly string[] | null;
}

/**
 * The communes in which these duties give that permission: null for the whole province, an empty list for none at all.
 */
export function territoryOf(
  duties: readonly Duty[],
  permission: OfficerPermission,
): readonly string[] | null {
  const holding = duties.filter(({ role }) => permissionsOfRole[role].includes(permission));
  if (holding.some(({ communes }) => communes === null)) return null;
  return [...new Set(holding.flatMap(({ communes }) => communes ?? []))].sort();
}

/** Whether these duties give the permission anywhere. */
export function holds(duties: readonly Duty[], permission: OfficerPermission): boolean {
  const territory = territoryOf(duties, permission);
  return territory === null || territory.length > 0;
}

/**
 * Whether somebody with these duties may give that role in those communes: nobody grants more than they hold, neither a
 * permission nor a commune.
 */
export function mayGrant(
  duties: readonly Duty[],
  role: OfficerRole,
  communes: readonly string[] | null,
): boolean {
  return ['duties.grant' as const, ...permissionsOfRole[role]].every((permission) => {
    const own = territoryOf(duties, permission);
    return own === null || (communes !== null && communes.every((code) => own.includes(code)));
  });
}

/** What a member of a shop, or staff under its mandate, may do there; `enter` is whatever everybody in it may see. */
export const sellerPermissions = ['enter', 'shop', 'listings', 'orders', 'money', 'members'] as const;
export type SellerPermission = (typeof sellerPermissions)[number];

/** What a shop's owner can hand to people who work there; the shop's own papers and people stay with the owner. */
export const staffPermissions = [
  'listings',
  'orders',
  'money',
] as const satisfies readonly SellerPermission[];

/** What a mandate gives to assisting staff: never the money and never who else may enter. */
export const mandatePermissions = [
  'shop',
  'listings',
  'orders',
] as const satisfies readonly SellerPermission[];
