import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop that may not sell for a while: given notice of, begun, ended. */
@Entity('suspensions')
export class Suspension {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 60 })
  reason!: string;

  @Column('varchar', { length: 2000 })
  words!: string;

  /** Who asked for it and by which paper; without one there are five days' notice. */
  @Column('varchar', { name: 'authority_request', length: 300, nullable: true })
  authorityRequest!: string | null;

  @Column('timestamptz', { name: 'noticed_at' })
  noticedAt!: Date;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'begun_at', nullable: true })
  begunAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { name: 'decided_by' })
  decidedBy!: string;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
