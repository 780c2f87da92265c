import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { slugify } from '#kernel/text';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { fieldProblem } from '../../platform/http/validation.js';
import type { DataKeys } from '../../platform/sealing/data-keys.js';
import { SellerApplication } from './application/seller-application.entity.js';
import { Producer, type ProducerKind } from './producer.entity.js';
import { SellerMember } from './members/seller-member.entity.js';
import { Seller } from './seller.entity.js';

/** The few things a shop begins with. */
export interface ShopBeginnings {
  kind: ProducerKind;
  legalName: string;
  name: string;
  communeCode: string;
}

/**
 * Founds a shop for an account: producer, draft of the shop, application, key, and the account as its owner. One
 * function for who begins by themselves and for who is helped.
 *
 * @param tx of the audience officer: the floor opens the draft, and puts nobody in it but that account
 * @param phone by which the shop is reached until its owner says otherwise; empty where none is known
 * @throws Problem validation_failed (communeCode unknown)
 */
export async function foundShop(
  tx: EntityManager,
  dataKeys: DataKeys,
  beginnings: ShopBeginnings,
  ownerId: string,
  phone: string,
  now: Date,
): Promise<{ sellerId: string; producerId: string; slug: string }> {
  const [sellerId, producerId] = [uuidv7(now.getTime()), uuidv7(now.getTime())];
  const stamps = { createdAt: now, updatedAt: now };
  try {
    await tx.insert(Producer, {
      id: producerId,
      kind: beginnings.kind,
      legalName: beginnings.legalName,
      representative: null,
      communeCode: beginnings.communeCode,
      addressLine: null,
      taxCode: null,
      cooperativeStatus: beginnings.kind === 'cooperative' ? 'active' : null,
      illustrative: [],
      ...stamps,
    });
  } catch (error) {
    if (brokenConstraint(error) === 'producers_commune_fk')
      throw fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    throw error;
  }
  const slug = await insertUnderFreeSlug(tx, beginnings.name, (free) => ({
    id: sellerId,
    producerId,
    slug: free,
    name: beginnings.name,
    phone,
    story: '',
    status: 'draft' as const,
    statusChangedAt: now,
    acceptsCod: true,
    acceptsBankTransfer: false,
    bankBin: null,
    bankAccountNumber: null,
    bankAccountName: null,
    ...stamps,
  }));
  await dataKeys.create(tx, 'seller', sellerId);
  await tx.insert(SellerMember, {
    id: uuidv7(now.getTime()),
    sellerId,
    accountId: ownerId,
    role: 'owner',
    permissions: [],
    invitedBy: null,
    endedAt: null,
    endedBy: null,
    ...stamps,
  });
  await tx.insert(SellerApplication, { sellerId, startedBy: ownerId, additions: [], ...stamps });
  return { sellerId, producerId, slug };
}

/** The name's slug, with a number behind it where another shop has it. */
async function insertUnderFreeSlug(
  tx: EntityManager,
  name: string,
  row: (slug: string) => Partial<Seller>,
): Promise<string> {
  const plain = slugify(name, 80) || 'gian-hang';
  for (const slug of [plain, `${plain}-${randomInt(10, 100)}`, `${plain}-${randomInt(1_000, 10_000)}`]) {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(Seller)
      .values(row(slug))
      .orIgnore()
      .execute();
    if (
      (inserted.raw as unknown[]).length > 0 ||
      (await tx.existsBy(Seller, { slug, id: row(slug).id ?? '' }))
    )
      return slug;
  }
  throw new Error(`No address was free for ${plain}`);
}
