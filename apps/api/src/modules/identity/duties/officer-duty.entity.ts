import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfficerRole } from '#kernel/permissions';

/** A role an officer has, where and how long. `communes` null: the whole province. */
@Entity('officer_duties')
export class OfficerDuty {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { length: 30 })
  role!: OfficerRole;

  @Column('varchar', { length: 5, array: true, nullable: true })
  communes!: string[] | null;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { name: 'granted_by', nullable: true })
  grantedBy!: string | null;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  /** The duty whose holder is on leave. */
  @Column('uuid', { name: 'delegated_from', nullable: true })
  delegatedFrom!: string | null;

  /** The duty this one took over when its holder changed post. */
  @Column('uuid', { name: 'handed_over_from', nullable: true })
  handedOverFrom!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
