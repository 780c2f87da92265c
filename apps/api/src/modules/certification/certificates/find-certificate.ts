import type { EntityManager } from 'typeorm';
import type { Day } from '#kernel/time';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import type { HolderKind } from './certificate-words.js';

/** Whoever keeps the register: an officer at it, or the floor itself while it is filled from files. */
export type Registrar = Pick<Officer, 'communes'> & Partial<Pick<Officer, 'accountId'>>;

/** Whom and what a certificate is given for. */
export interface Subject {
  productId: string | null;
  productName: string;
  setNo: number;
  holderName: string;
  holderKind: HolderKind;
  communeCode: string;
  cooperativeId: string | null;
}

/** A certificate as a change of it, or one that follows it, begins from. */
export interface KnownCertificate extends Subject {
  id: string;
  firstId: string | null;
  decisionDate: Day;
  stars: number;
  issuedOn: Day;
  expiresOn: Day;
  lateRenewalUntil: Day | null;
  revokedOn: Day | null;
}

/** SQL: whether account `$n` has or had a hand in the shop of product `product`. */
export const handIn = (product: string, account: string): string => `EXISTS (
  SELECT FROM products own JOIN seller_members m USING (seller_id) WHERE own.id = ${product} AND m.account_id = ${account}
  UNION ALL SELECT FROM products own JOIN mandates d USING (seller_id)
  WHERE own.id = ${product} AND d.staff_account_id = ${account})`;

/**
 * The officer's certificates of these ids, held until the transaction ends: of two officers the second sees what the
 * first one made.
 *
 * @throws Problem not_found (one is not there, or lies in a commune that is not theirs), not_allowed (it is of a shop in
 *   which they have a hand themselves: nobody certifies their own goods)
 */
export async function holdCertificates(
  tx: EntityManager,
  { communes, accountId }: Registrar,
  ids: readonly string[],
): Promise<Map<string, KnownCertificate>> {
  const wanted = new Set(ids);
  if (wanted.size === 0) return new Map();
  const rows = await tx.query<(KnownCertificate & { own: boolean })[]>(
    `SELECT c.id, c.first_id AS "firstId", c.product_id AS "productId", c.product_name AS "productName",
       c.set_no AS "setNo", c.holder_name AS "holderName", c.holder_kind AS "holderKind",
       c.commune_code AS "communeCode", c.cooperative_id AS "cooperativeId", c.decision_date::text AS "decisionDate",
       c.stars, c.issued_on::text AS "issuedOn", c.expires_on::text AS "expiresOn",
       c.late_renewal_until::text AS "lateRenewalUntil", c.revoked_on::text AS "revokedOn",
       ${handIn('c.product_id', '$3::uuid')} AS own
     FROM certifications c
     WHERE c.id = ANY ($1::uuid[]) AND ($2::varchar[] IS NULL OR c.commune_code = ANY ($2))
     ORDER BY c.id FOR NO KEY UPDATE OF c`,
    [[...wanted], communes, accountId ?? null],
  );
  if (rows.length < wanted.size) throw new Problem('not_found');
  if (rows.some(({ own }) => own)) throw new Problem('not_allowed');
  return new Map(
    rows.map((row) => {
      const { own: _, ...certificate } = row;
      return [row.id, certificate];
    }),
  );
}

/** One of them. @throws Problem as `holdCertificates` */
export async function holdCertificate(
  tx: EntityManager,
  officer: Registrar,
  id: string,
): Promise<KnownCertificate> {
  const found = (await holdCertificates(tx, officer, [id])).get(id);
  if (found === undefined) throw new Problem('not_found');
  return found;
}

/**
 * Products of the floor as certificates name them: by id, or by slug.
 *
 * @throws Problem not_found, not_allowed, as `holdCertificates`
 */
export async function certifiableProducts(
  tx: EntityManager,
  { communes, accountId }: Registrar,
  by: 'id' | 'slug',
  keys: readonly string[],
): Promise<Map<string, Subject & { productId: string }>> {
  const wanted = new Set(keys);
  if (wanted.size === 0) return new Map();
  const rows = await tx.query<(Subject & { productId: string; key: string; own: boolean })[]>(
    `SELECT p.${by}::text AS key, p.id AS "productId", p.name AS "productName", p.set_no AS "setNo",
       pr.legal_name AS "holderName", pr.kind AS "holderKind", p.commune_code AS "communeCode",
       pr.cooperative_id AS "cooperativeId", ${handIn('p.id', '$3::uuid')} AS own
     FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id
     WHERE p.${by}::text = ANY ($1::text[]) AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
    [[...wanted], communes, accountId ?? null],
  );
  if (rows.length < wanted.size) throw new Problem('not_found');
  if (rows.some(({ own }) => own)) throw new Problem('not_allowed');
  return new Map(
    rows.map((row) => {
      const { own: _, key, ...product } = row;
      return [key, product];
    }),
  );
}
