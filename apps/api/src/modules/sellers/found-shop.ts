import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { isReservedShopSlug } from '#kernel/shop-slugs';
import { slugify } from '#kernel/text';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { fieldProblem } from '../../platform/http/validation.js';
import type { DataKeys } from '../../platform/sealing/data-keys.js';
import type { ProducerKind } from './producer.entity.js';

/** The few things a shop begins with. */
export interface ShopBeginnings {
  kind: ProducerKind;
  legalName: string;
  name: string;
  communeCode: string;
}

interface FoundedShop {
  sellerId: string;
  producerId: string;
  slug: string;
}

/**
 * Founds a shop for an account: producer, draft of the shop, application, key, and the account as its owner. One
 * function of the database for who begins by themselves (`foundOwnShop`) and for who is helped.
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
): Promise<FoundedShop> {
  return found(tx, dataKeys, beginnings, 'found_shop($1::uuid', ownerId, phone, now);
}

/**
 * The same for whoever holds that session, and for nobody else.
 *
 * @param tx of the audience account, which can write in no shop
 * @throws Problem validation_failed (communeCode unknown)
 */
export async function foundOwnShop(
  tx: EntityManager,
  dataKeys: DataKeys,
  beginnings: ShopBeginnings,
  tokenHash: string,
  phone: string,
  now: Date,
): Promise<FoundedShop> {
  return found(tx, dataKeys, beginnings, 'found_own_shop($1::varchar', tokenHash, phone, now);
}

async function found(
  tx: EntityManager,
  dataKeys: DataKeys,
  { kind, legalName, name, communeCode }: ShopBeginnings,
  call: string,
  who: string,
  phone: string,
  now: Date,
): Promise<FoundedShop> {
  const [sellerId, producerId, memberId] = [0, 1, 2].map(() => uuidv7(now.getTime())) as [
    string,
    string,
    string,
  ];
  for (const slug of slugsFor(name)) {
    const [row] = await tx
      .query<{ founded: boolean }[]>(
        `SELECT ${call}, $2, $3, $4, $5::varchar, $6::varchar, $7::varchar, $8::varchar, $9::varchar, $10::varchar, $11) AS founded`,
        [who, sellerId, producerId, memberId, kind, legalName, name, slug, communeCode, phone, now],
      )
      .catch((error: unknown) => {
        if (brokenConstraint(error) === 'producers_commune_fk')
          throw fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
        throw error;
      });
    if (row?.founded !== true) continue;
    await dataKeys.create(tx, 'seller', sellerId);
    return { sellerId, producerId, slug };
  }
  throw new Error(`No address was free for ${name}`);
}

/** The name's slug, and with a number behind it for where another shop, or a page, has it. */
function slugsFor(name: string): string[] {
  const plain = slugify(name, 80) || 'gian-hang';
  return [plain, `${plain}-${randomInt(10, 100)}`, `${plain}-${randomInt(1_000, 10_000)}`].filter(
    (slug) => !isReservedShopSlug(slug),
  );
}
