import type { RecognitionKind } from '#kernel/certificate-chain';
import type { RevocationGround } from '#kernel/certificate-rules';
import type { Day } from '#kernel/time';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../../platform/database/as-number.js';
import type { HolderKind } from './certificate-words.js';

/** An OCOP certificate as it was issued, with what it follows, and its revocation where there was one. */
@Entity('certifications')
export class Certification {
  @PrimaryColumn('uuid')
  id!: string;

  /** The product on the floor; null while it is not there. */
  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  /** Product and producer as the decision names them. */
  @Column('varchar', { name: 'product_name', length: 160 })
  productName!: string;

  @Column('smallint', { name: 'set_no' })
  setNo!: number;

  @Column('varchar', { name: 'holder_name', length: 200 })
  holderName!: string;

  @Column('varchar', { name: 'holder_kind', length: 20 })
  holderKind!: HolderKind;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  /** The holder's entry in the register of cooperatives. */
  @Column('uuid', { name: 'cooperative_id', nullable: true })
  cooperativeId!: string | null;

  @Column('varchar', { length: 10 })
  kind!: RecognitionKind;

  /** The first recognition of the chain; null on that one itself. */
  @Column('uuid', { name: 'first_id', nullable: true })
  firstId!: string | null;

  @Column('uuid', { name: 'follows_id', nullable: true })
  followsId!: string | null;

  @Column('varchar', { name: 'product_code', length: 40 })
  productCode!: string;

  @Column('varchar', { name: 'decision_number', length: 60 })
  decisionNumber!: string;

  @Column('date', { name: 'decision_date' })
  decisionDate!: Day;

  @Column('varchar', { name: 'issued_by', length: 160 })
  issuedBy!: string;

  @Column('varchar', { name: 'issuing_level', length: 10 })
  issuingLevel!: 'district' | 'province' | 'ministry';

  @Column('varchar', { name: 'certificate_number', length: 60, nullable: true })
  certificateNumber!: string | null;

  @Column('smallint')
  stars!: number;

  @Column('numeric', { precision: 4, scale: 1, transformer: asNumber, nullable: true })
  score!: number | null;

  /** When the dossier was filed, where it is known. */
  @Column('date', { name: 'filed_on', nullable: true })
  filedOn!: Day | null;

  @Column('date', { name: 'issued_on' })
  issuedOn!: Day;

  @Column('date', { name: 'expires_on' })
  expiresOn!: Day;

  @Column('date', { name: 'late_renewal_until', nullable: true })
  lateRenewalUntil!: Day | null;

  @Column('varchar', { name: 'late_renewal_evidence', length: 300, nullable: true })
  lateRenewalEvidence!: string | null;

  @Column({ type: 'date', name: 'valid_until', insert: false, update: false })
  readonly validUntil!: Day;

  @Column('date', { name: 'revoked_on', nullable: true })
  revokedOn!: Day | null;

  @Column('varchar', { name: 'revocation_ground', length: 2, nullable: true })
  revocationGround!: RevocationGround | null;

  @Column('varchar', { name: 'revocation_decision', length: 60, nullable: true })
  revocationDecision!: string | null;

  @Column('varchar', { name: 'revoked_by', length: 160, nullable: true })
  revokedBy!: string | null;

  /** Fields that are invented for a demonstration. */
  @Column('varchar', { length: 40, array: true })
  illustrative!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
