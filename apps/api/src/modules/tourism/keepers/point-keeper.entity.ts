import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody says what stands on a point's shelf, from the day an officer charged them with it until it ends. */
@Entity('point_keepers')
export class PointKeeper {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'tourism_point_id' })
  tourismPointId!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'granted_by' })
  grantedBy!: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
