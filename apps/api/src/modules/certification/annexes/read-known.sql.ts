import type { EntityManager } from 'typeorm';
import { foldVietnamese } from '#kernel/text';
import { handIn, type KnownCertificate } from '../certificates/find-certificate.js';
import type { Registrar } from '../certificates/find-certificate.js';
import type { HolderKind } from '../certificates/certificate-words.js';
import { holderSpellings } from './holder-names.js';
import type { AnnexValues } from './read-annex-row.js';

/** A certificate of the register that rows may repeat or follow. */
export interface RegisteredCertificate extends KnownCertificate {
  productCode: string;
  decisionNumber: string;
  kind: string;
  certificateNumber: string | null;
  score: number | null;
  filedOn: string | null;
  /** Something follows it that was not revoked. */
  isFollowed: boolean;
  /** The officer has a hand in the shop it is of. */
  own: boolean;
}

/** A product of the floor, with its producer as rows may name them. */
export interface FloorProduct {
  productId: string;
  slug: string;
  productName: string;
  setNo: number;
  communeCode: string;
  holderName: string;
  holderKind: HolderKind;
  taxCode: string | null;
  own: boolean;
}

export interface RegisteredCooperative {
  registerNumber: string;
  name: string;
  taxCode: string | null;
  communeCode: string;
}

/** What the floor and the register know about the rows of a file, in the officer's communes. */
export interface KnownThings {
  certificates: readonly RegisteredCertificate[];
  products: readonly FloorProduct[];
  cooperatives: readonly RegisteredCooperative[];
}

/** Looks all rows up at once, in three statements. */
export async function knownThings(
  tx: EntityManager,
  { communes, accountId }: Registrar,
  rows: readonly AnnexValues[],
): Promise<KnownThings> {
  const all = (read: (row: AnnexValues) => string | undefined): string[] => [
    ...new Set(rows.flatMap((row) => read(row) ?? [])),
  ];
  const folded = (text: string | undefined): string | undefined => text && foldVietnamese(text);
  const [products, codes] = [all((row) => folded(row.productName)), all((row) => row.productCode)];
  const holders = [
    ...new Set(rows.flatMap(({ holderName }) => (holderName ? holderSpellings(holderName) : []))),
  ];
  const taxCodes = all((row) => row.taxCode);
  const who = [communes, accountId ?? null];
  return {
    certificates: await tx.query(
      `SELECT c.id, c.first_id AS "firstId", c.product_id AS "productId", c.product_name AS "productName",
         c.set_no AS "setNo", c.holder_name AS "holderName", c.holder_kind AS "holderKind",
         c.commune_code AS "communeCode", c.cooperative_id AS "cooperativeId", c.decision_date::text AS "decisionDate",
         c.decision_number AS "decisionNumber", c.product_code AS "productCode", c.kind, c.stars,
         c.score::float8 AS score, c.certificate_number AS "certificateNumber", c.filed_on::text AS "filedOn",
         c.issued_on::text AS "issuedOn", c.expires_on::text AS "expiresOn",
         c.late_renewal_until::text AS "lateRenewalUntil", c.revoked_on::text AS "revokedOn",
         EXISTS (SELECT FROM certifications n WHERE n.follows_id = c.id AND n.revoked_on IS NULL) AS "isFollowed",
         ${handIn('c.product_id', '$2::uuid')} AS own
       FROM certifications c
       WHERE ($1::varchar[] IS NULL OR c.commune_code = ANY ($1))
         AND (c.product_code = ANY ($3) OR fold_vi(c.product_name) = ANY ($4) OR fold_vi(c.holder_name) = ANY ($5))
       ORDER BY c.decision_date DESC, c.id DESC`,
      [...who, codes, products, holders],
    ),
    products: await tx.query(
      `SELECT p.id AS "productId", p.slug, p.name AS "productName", p.set_no AS "setNo", p.commune_code AS "communeCode",
         pr.legal_name AS "holderName", pr.kind AS "holderKind", pr.tax_code AS "taxCode",
         ${handIn('p.id', '$2::uuid')} AS own
       FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id
       WHERE ($1::varchar[] IS NULL OR p.commune_code = ANY ($1)) AND p.set_no IS NOT NULL
         AND (pr.tax_code = ANY ($3) OR fold_vi(pr.legal_name) = ANY ($4))
       ORDER BY p.name, p.id`,
      [...who, taxCodes, holders],
    ),
    cooperatives: await tx.query(
      `SELECT c.register_number AS "registerNumber", c.name, c.tax_code AS "taxCode", c.commune_code AS "communeCode"
       FROM cooperatives c
       WHERE c.register_number = ANY ($2) OR (($1::varchar[] IS NULL OR c.commune_code = ANY ($1))
         AND (c.tax_code = ANY ($3) OR fold_vi(c.name) = ANY ($4)))
       ORDER BY c.register_number`,
      [communes, all((row) => row.registerNumber && registerNumberOf(row.registerNumber)), taxCodes, holders],
    ),
  };
}

/** As the register of cooperatives writes its numbers. */
export const registerNumberOf = (text: string): string => text.replaceAll(' ', '').toUpperCase();
