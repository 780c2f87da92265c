import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something an officer asked to have mended, at the step where it stands. */
export interface Addition {
  step: string;
  /** A field of the step or a kind of paper; null for the step as a whole. */
  field?: string | null;
  /** A code of the list of reasons (data/programme/decision-reasons.json). */
  reason?: string;
  words: string;
}

/** That somebody agreed to a text, on behalf of the representative or by themselves. */
export interface GivenConsent {
  version: string;
  /** An instant, ISO 8601. */
  at: string;
  by: string;
}

/** What a shop's application holds besides producer and shop; what is sensitive in it is sealed with the shop's key. */
@Entity('seller_applications')
export class SellerApplication {
  @PrimaryColumn('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('uuid', { name: 'started_by' })
  startedBy!: string;

  @Column('varchar', { name: 'registration_number', length: 60, nullable: true })
  registrationNumber!: string | null;

  @Column('date', { name: 'registered_on', nullable: true })
  registeredOn!: string | null;

  /** The representative's personal identification number. */
  @Column('varchar', { name: 'id_number_sealed', length: 200, nullable: true })
  idNumberSealed!: string | null;

  @Column('varchar', { name: 'date_of_birth_sealed', length: 200, nullable: true })
  dateOfBirthSealed!: string | null;

  /** What the representative is there: director, head of the household. */
  @Column('varchar', { name: 'position_sealed', length: 800, nullable: true })
  positionSealed!: string | null;

  /** `{bankBin, accountNumber, accountName}`; goes to the shop when it is approved. */
  @Column('varchar', { name: 'bank_sealed', length: 600, nullable: true })
  bankSealed!: string | null;

  /** By purpose, of the texts in data/programme/consents.json. */
  @Column('jsonb')
  consents!: Record<string, GivenConsent>;

  /** How often each step was saved; a step that is not here was never saved by itself and stands at 1. */
  @Column('jsonb', { name: 'step_versions' })
  stepVersions!: Record<string, number>;

  /** The entry of the register it says it is; the link itself is made with the approval. */
  @Column('uuid', { name: 'cooperative_id', nullable: true })
  cooperativeId!: string | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('uuid', { name: 'submitted_by', nullable: true })
  submittedBy!: string | null;

  /** The day by which an officer answers. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('timestamptz', { name: 'refused_at', nullable: true })
  refusedAt!: Date | null;

  @Column('jsonb')
  additions!: Addition[];

  @Column('date', { name: 'additions_until', nullable: true })
  additionsUntil!: string | null;

  @Column('varchar', { name: 'verification_method', length: 10, nullable: true })
  verificationMethod!: 'manual' | 'vneid' | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  @Column('uuid', { name: 'verified_by', nullable: true })
  verifiedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
