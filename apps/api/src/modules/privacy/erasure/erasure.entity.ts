import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ErasureStatus = 'waiting' | 'running' | 'done' | 'cancelled';

/** That somebody wants their account erased. Waits in case they think again, then the worker carries it out. */
@Entity('erasures')
export class Erasure {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { length: 10 })
  status!: ErasureStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  /** Acknowledged at the same moment: the page says so (the law allows 2 working days). */
  @Column('timestamptz', { name: 'requested_at' })
  requestedAt!: Date;

  /** From then on the worker carries it out. */
  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  /** Since when something stands in the way of a due one. */
  @Column('timestamptz', { name: 'held_up_at', nullable: true })
  heldUpAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
