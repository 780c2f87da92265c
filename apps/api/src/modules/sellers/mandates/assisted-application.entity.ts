import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProducerKind } from '../producer.entity.js';

export type AssistedApplicationStatus = 'requested' | 'consented' | 'declined' | 'lapsed';

/**
 * What assisting staff wrote down for a producer who has no account: nothing of it exists before its owner consents.
 * Name and phone are sealed with a key of the application, which goes with the answer.
 */
@Entity('assisted_applications')
export class AssistedApplication {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'staff_account_id' })
  staffAccountId!: string;

  @Column('varchar', { length: 20 })
  kind!: ProducerKind;

  @Column('varchar', { name: 'legal_name', length: 200 })
  legalName!: string;

  /** The shop's name on screens. */
  @Column('varchar', { length: 120 })
  name!: string;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('varchar', { name: 'owner_name_sealed', length: 800, nullable: true })
  ownerNameSealed!: string | null;

  @Column('varchar', { name: 'owner_phone_sealed', length: 200, nullable: true })
  ownerPhoneSealed!: string | null;

  @Column('varchar', { length: 10 })
  status!: AssistedApplicationStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('varchar', { name: 'consent_text_version', length: 20, nullable: true })
  consentTextVersion!: string | null;

  /** Until when the owner may consent. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('uuid', { name: 'seller_id', nullable: true })
  sellerId!: string | null;

  @Column('uuid', { name: 'mandate_id', nullable: true })
  mandateId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
