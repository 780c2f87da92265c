import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that went wrong with personal data. What was found and done afterwards stands in its entries. */
@Entity('breaches')
export class Breach {
  @PrimaryColumn('uuid')
  id!: string;

  /** What officers call it; given by the database. */
  @Column({ type: 'integer', insert: false, update: false })
  no!: number;

  @Column('varchar', { length: 160 })
  title!: string;

  @Column('timestamptz', { name: 'discovered_at' })
  discoveredAt!: Date;

  @Column('varchar', { length: 4000 })
  what!: string;

  /** Which data of which people, in words; nobody by name. */
  @Column('varchar', { length: 1000 })
  whose!: string;

  @Column('integer', { name: 'people_count', nullable: true })
  peopleCount!: number | null;

  /** 72 hours after it was discovered. */
  @Column('timestamptz', { name: 'notify_by' })
  notifyBy!: Date;

  @Column('timestamptz', { name: 'authority_notified_at', nullable: true })
  authorityNotifiedAt!: Date | null;

  @Column('varchar', { length: 10 })
  status!: 'open' | 'closed';

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('uuid', { name: 'entered_by' })
  enteredBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
