import { Inject, Injectable } from '@nestjs/common';
import { mandatePermissions, sellerPermissions } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { Accounts } from '../../identity/index.js';
import type { MyShopAnswer, MyShopsAnswer } from './my-shops.dto.js';

const SHOPS = `
  SELECT s.slug, s.name, s.status, m.role AS "as", m.permissions, NULL::timestamptz AS until
  FROM seller_members m JOIN sellers s ON s.id = m.seller_id
  WHERE m.account_id = $1 AND m.ended_at IS NULL
  UNION ALL
  SELECT s.slug, s.name, s.status, 'mandate', d.permissions, d.expires_at
  FROM mandates d JOIN sellers s ON s.id = d.seller_id
  WHERE d.staff_account_id = $1 AND d.status = 'active'
    -- The door itself says which mandate opens: post, communes and date count as well, and membership comes first.
    AND EXISTS (SELECT FROM seller_access($3::varchar, s.slug, 'enter', $2::timestamptz) open WHERE open.mandate_id = d.id)
  ORDER BY 2, 1`;

const INVITATIONS = `
  SELECT i.id, s.slug, s.name, i.role, i.permissions, i.invited_by AS "invitedBy", i.expires_at AS "expiresAt"
  FROM seller_invitations i JOIN sellers s ON s.id = i.seller_id
  WHERE i.phone_hash = ANY ($1) AND i.status = 'open' AND i.expires_at > $2
  ORDER BY i.created_at, i.id`;

/** The shops somebody may work in, and those that ask them to. */
@Injectable()
export class MyShopsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list({ accountId, tokenHash }: Principal): Promise<MyShopsAnswer> {
    const now = this.clock.now();
    return this.transactions.run('account', async (tx) => {
      const shops = await tx.query<ShopRow[]>(SHOPS, [accountId, now, tokenHash]);
      const phone = (await this.accounts.profile(tx, accountId))?.phone ?? null;
      const invitations =
        phone === null
          ? []
          : await tx.query<InvitationRow[]>(INVITATIONS, [this.keyring.hashes('phone', phone), now]);
      const inviters = await this.accounts.profiles(
        tx,
        invitations.map(({ invitedBy }) => invitedBy),
      );
      return {
        items: shops.map(shopAnswer),
        invitations: invitations.map(({ id, slug, name, role, permissions, invitedBy, expiresAt }) => ({
          id,
          seller: { slug, name },
          role,
          permissions,
          invitedBy: inviters.get(invitedBy)?.name ?? '',
          expiresAt: expiresAt.toISOString(),
        })),
        nextCursor: null,
      };
    });
  }
}

function shopAnswer({ permissions, until, ...shop }: ShopRow): MyShopAnswer {
  const given =
    shop.as === 'owner'
      ? [...sellerPermissions]
      : shop.as === 'staff'
        ? permissions
        : mandatePermissions.filter((permission) => permissions.includes(permission));
  return { ...shop, permissions: given, until: until?.toISOString() ?? null };
}

interface ShopRow {
  slug: string;
  name: string;
  status: string;
  as: string;
  permissions: string[];
  until: Date | null;
}

interface InvitationRow {
  id: string;
  slug: string;
  name: string;
  role: string;
  permissions: string[];
  invitedBy: string;
  expiresAt: Date;
}
