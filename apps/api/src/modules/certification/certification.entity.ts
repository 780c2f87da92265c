import type { RevocationGround } from '#kernel/certificate-rules';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../platform/database/as-number.js';

/** An OCOP certificate as it was issued, and its revocation where there was one. */
@Entity('certifications')
export class Certification {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('varchar', { name: 'product_code', length: 40 })
  productCode!: string;

  @Column('varchar', { name: 'decision_number', length: 60 })
  decisionNumber!: string;

  @Column('date', { name: 'decision_date' })
  decisionDate!: string;

  @Column('varchar', { name: 'issued_by', length: 160 })
  issuedBy!: string;

  @Column('varchar', { name: 'issuing_level', length: 10 })
  issuingLevel!: 'district' | 'province' | 'ministry';

  @Column('smallint')
  stars!: number;

  @Column('numeric', { precision: 4, scale: 1, transformer: asNumber, nullable: true })
  score!: number | null;

  @Column('date', { name: 'issued_on' })
  issuedOn!: string;

  @Column('date', { name: 'expires_on' })
  expiresOn!: string;

  @Column('date', { name: 'late_renewal_until', nullable: true })
  lateRenewalUntil!: string | null;

  @Column({ type: 'date', name: 'valid_until', insert: false, update: false })
  readonly validUntil!: string;

  @Column('date', { name: 'revoked_on', nullable: true })
  revokedOn!: string | null;

  @Column('varchar', { name: 'revocation_ground', length: 2, nullable: true })
  revocationGround!: RevocationGround | null;

  @Column('varchar', { name: 'revocation_decision', length: 60, nullable: true })
  revocationDecision!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
