import type { EntityManager } from 'typeorm';
import type { Certification } from './certification.entity.js';

/** What is said of a certificate when it is entered; whatever ends or keeps it comes later. */
export type NewCertification = Omit<
  Certification,
  | 'lateRenewalUntil'
  | 'lateRenewalEvidence'
  | 'validUntil'
  | 'revokedOn'
  | 'revocationGround'
  | 'revocationDecision'
  | 'revokedBy'
  | 'createdAt'
  | 'updatedAt'
>;

/** Enters all of them in one statement, however many there are; one that cannot be refuses all. */
export async function insertCertifications(
  tx: EntityManager,
  rows: readonly NewCertification[],
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO certifications (id, product_id, product_name, set_no, holder_name, holder_kind, commune_code,
       cooperative_id, kind, first_id, follows_id, product_code, decision_number, decision_date, issued_by, issuing_level,
       certificate_number, stars, score, filed_on, issued_on, expires_on, illustrative, created_at, updated_at)
     SELECT id, "productId", "productName", "setNo", "holderName", "holderKind", "communeCode", "cooperativeId", kind,
       "firstId", "followsId", "productCode", "decisionNumber", "decisionDate", "issuedBy", "issuingLevel",
       "certificateNumber", stars, score, "filedOn", "issuedOn", "expiresOn",
       array(SELECT jsonb_array_elements_text(illustrative)), $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, "productId" uuid, "productName" text, "setNo" smallint,
       "holderName" text, "holderKind" text, "communeCode" text, "cooperativeId" uuid, kind text, "firstId" uuid,
       "followsId" uuid, "productCode" text, "decisionNumber" text, "decisionDate" date, "issuedBy" text,
       "issuingLevel" text, "certificateNumber" text, stars smallint, score numeric, "filedOn" date, "issuedOn" date,
       "expiresOn" date, illustrative jsonb)`,
    [JSON.stringify(rows), now],
  );
}
