import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of open work that an officer took up. */
@Entity('work_assignments')
export class WorkAssignment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { name: 'subject_type', length: 40 })
  subjectType!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  /** What the work needs; it belongs to whichever duty gives that. */
  @Column('varchar', { length: 30 })
  permission!: string;

  /** Where the work lies; null when it belongs to no commune. */
  @Column('varchar', { name: 'commune_code', length: 5, nullable: true })
  communeCode!: string | null;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('timestamptz', { name: 'assigned_at' })
  assignedAt!: Date;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
