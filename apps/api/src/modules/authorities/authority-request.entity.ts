import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#kernel/time';

/** What an authority asks: that a product be taken down, that a shop be suspended at once, or to be told something. */
export const requestKinds = ['take_down', 'suspend', 'information'] as const;
export type RequestKind = (typeof requestKinds)[number];
export type RequestStatus = 'open' | 'done' | 'refused';

/** A request of an authority, with its clock of 24 hours and the act that came of it. */
@Entity('authority_requests')
export class AuthorityRequest {
  @PrimaryColumn('uuid')
  id!: string;

  /** What officers call it; given by the database. */
  @Column({ type: 'integer', insert: false, update: false })
  no!: number;

  @Column('varchar', { length: 200 })
  authority!: string;

  @Column('varchar', { name: 'document_number', length: 80 })
  documentNumber!: string;

  @Column('date', { name: 'document_date' })
  documentDate!: Day;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('varchar', { length: 15 })
  kind!: RequestKind;

  /** Exactly one of the three says what it is about. */
  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  @Column('uuid', { name: 'seller_id', nullable: true })
  sellerId!: string | null;

  @Column('uuid', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('varchar', { length: 4000 })
  details!: string;

  @Column('boolean', { name: 'personal_data' })
  personalData!: boolean;

  @Column('varchar', { length: 10 })
  status!: RequestStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  /** What was done, or why not, as the authority was told. */
  @Column('varchar', { length: 4000, nullable: true })
  answer!: string | null;

  @Column('uuid', { name: 'takedown_id', nullable: true })
  takedownId!: string | null;

  @Column('uuid', { name: 'suspension_id', nullable: true })
  suspensionId!: string | null;

  /** The revocation that answers it. */
  @Column('uuid', { name: 'certification_id', nullable: true })
  certificationId!: string | null;

  @Column('uuid', { name: 'entered_by' })
  enteredBy!: string;

  @Column('uuid', { name: 'closed_by', nullable: true })
  closedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
