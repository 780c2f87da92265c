import { Column, Entity, PrimaryColumn } from 'typeorm';

export type MandateStatus = 'requested' | 'active' | 'declined' | 'withdrawn' | 'lapsed';

/** A seller's consent that a named member of staff acts for it. It begins with the consent and can be withdrawn at once. */
@Entity('mandates')
export class Mandate {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('uuid', { name: 'staff_account_id' })
  staffAccountId!: string;

  /** What the staff said it is for, in the words the seller was shown. */
  @Column('varchar', { length: 500 })
  reason!: string;

  @Column('varchar', { length: 10, array: true })
  permissions!: string[];

  @Column('varchar', { length: 10 })
  status!: MandateStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt!: Date;

  @Column('timestamptz', { name: 'consented_at', nullable: true })
  consentedAt!: Date | null;

  /** `code`: read out from the shop's phone; `page`: pressed by a member. */
  @Column('varchar', { name: 'consent_by', length: 10, nullable: true })
  consentBy!: 'code' | 'page' | null;

  @Column('varchar', { name: 'consent_text_version', length: 20, nullable: true })
  consentTextVersion!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
