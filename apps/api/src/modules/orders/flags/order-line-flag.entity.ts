import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of an open order whose goods left the floor for a reason its buyer has to know. Exactly one cause is named. */
@Entity('order_line_flags')
export class OrderLineFlag {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  /** The certificate that was revoked. */
  @Column('uuid', { name: 'certification_id', nullable: true })
  certificationId!: string | null;

  @Column('uuid', { name: 'takedown_id', nullable: true })
  takedownId!: string | null;

  @Column('uuid', { name: 'suspension_id', nullable: true })
  suspensionId!: string | null;

  @Column('timestamptz', { name: 'flagged_at' })
  flaggedAt!: Date;

  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
