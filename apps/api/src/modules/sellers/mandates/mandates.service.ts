import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Accounts, officerOf } from '../../identity/index.js';
import { PeopleOfSeller } from '../people-of-seller.js';
import { SellerTransactions } from '../seller-transactions.js';
import { findShop } from './find-shop.js';
import type {
  MandatesQueryDto,
  ShopMandateAnswer,
  ShopMandatesAnswer,
  StaffMandatesAnswer,
} from './mandates.dto.js';

const PAGE_SIZE = 24;
const CURSOR = 'mandates';
/** Above every id there can be: the list begins at its newest. */
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const FACTS = `d.id, d.status, d.status_changed_at AS "statusChangedAt", d.reason, d.permissions,
  d.requested_at AS "requestedAt", d.consented_at AS "consentedAt", d.consent_by AS "consentBy", d.expires_at AS until`;
const OF_SHOP = `
  SELECT ${FACTS}, d.staff_account_id AS staff FROM mandates d
  WHERE d.seller_id = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT $3`;
const OF_STAFF = `
  SELECT ${FACTS}, s.slug, s.name FROM mandates d JOIN sellers s ON s.id = d.seller_id
  WHERE d.staff_account_id = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT $3`;

/** Mandates and requests for them, newest first, from either side. */
@Injectable()
export class MandatesService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly people: PeopleOfSeller,
    private readonly accounts: Accounts,
  ) {}

  /** What the shop gave, was asked for and took back. */
  async ofShop(principal: Principal, slug: string, query: MandatesQueryDto): Promise<ShopMandatesAnswer> {
    return this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) =>
      shopPage(await rowsOf<OfShopRow>(tx, OF_SHOP, sellerId, query), query, (ids) =>
        this.people.names(tx, ids),
      ),
    );
  }

  /** The same for support. @throws Problem not_found (not in these communes) */
  async forSupport(principal: Principal, slug: string, query: MandatesQueryDto): Promise<ShopMandatesAnswer> {
    const { communes } = officerOf(principal, 'accounts.support');
    return this.transactions.run('officer', async (tx) => {
      const shop = await findShop(tx, communes, slug);
      return shopPage(await rowsOf<OfShopRow>(tx, OF_SHOP, shop.id, query), query, async (ids) => {
        const profiles = await this.accounts.profiles(tx, ids);
        return new Map([...profiles].map(([id, { name }]) => [id, name]));
      });
    });
  }

  /** The caller's own. */
  async ofStaff({ accountId }: Principal, query: MandatesQueryDto): Promise<StaffMandatesAnswer> {
    const rows = await this.transactions.run('officer', (tx) =>
      rowsOf<OfStaffRow>(tx, OF_STAFF, accountId, query),
    );
    return pageOf(rows, query, ({ slug, name, ...facts }) => ({ ...asText(facts), shop: { slug, name } }));
  }
}

/** One row more than the page holds says that there is another page. */
function rowsOf<Row>(
  tx: EntityManager,
  text: string,
  of: string,
  { limit = PAGE_SIZE, cursor }: MandatesQueryDto,
): Promise<Row[]> {
  const before = cursor === undefined ? NEWEST : readCursor(CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
  return tx.query<Row[]>(text, [of, before, limit + 1]);
}

function pageOf<Row extends { id: string }, Item>(
  rows: readonly Row[],
  { limit = PAGE_SIZE }: MandatesQueryDto,
  item: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.id : undefined;
  return { items: page.map(item), nextCursor: last === undefined ? null : writeCursor(CURSOR, last, last) };
}

async function shopPage(
  rows: readonly OfShopRow[],
  query: MandatesQueryDto,
  namesOf: (ids: readonly string[]) => Promise<Map<string, string>>,
): Promise<ShopMandatesAnswer> {
  const names = await namesOf(rows.map(({ staff }) => staff));
  return pageOf(rows, query, ({ staff, ...facts }): ShopMandateAnswer => ({
    ...asText(facts),
    staff: { name: names.get(staff) ?? '' },
  }));
}

const asText = (facts: Facts): Omit<ShopMandateAnswer, 'staff'> => ({
  ...facts,
  statusChangedAt: facts.statusChangedAt.toISOString(),
  requestedAt: facts.requestedAt.toISOString(),
  consentedAt: facts.consentedAt?.toISOString() ?? null,
  until: facts.until.toISOString(),
});

interface Facts {
  id: string;
  status: string;
  statusChangedAt: Date;
  reason: string;
  permissions: string[];
  requestedAt: Date;
  consentedAt: Date | null;
  consentBy: string | null;
  until: Date;
}
type OfShopRow = Facts & { staff: string };
type OfStaffRow = Facts & { slug: string; name: string };
