import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#kernel/time';
import type { DataRequestKind } from './request-times.js';

export type DataRequestChannel = 'letter' | 'phone' | 'counter' | 'email';
export type DataRequestStatus = 'open' | 'done' | 'refused';

/** What somebody asked about their data by letter or telephone: people without an account, or who cannot use its page. */
@Entity('data_requests')
export class DataRequest {
  @PrimaryColumn('uuid')
  id!: string;

  /** What officers call it; given by the database. */
  @Column({ type: 'integer', insert: false, update: false })
  no!: number;

  @Column('varchar', { length: 12 })
  kind!: DataRequestKind;

  @Column('varchar', { length: 10 })
  channel!: DataRequestChannel;

  @Column('date', { name: 'received_on' })
  receivedOn!: Day;

  @Column('boolean', { name: 'third_parties' })
  thirdParties!: boolean;

  /** `DataRequestContent` as JSON, sealed with the request's own key; null once it was kept long enough. */
  @Column('varchar', { name: 'content_sealed', length: 16000, nullable: true })
  contentSealed!: string | null;

  @Column('date', { name: 'acknowledge_by' })
  acknowledgeBy!: Day;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt!: Date | null;

  @Column('date', { name: 'due_on' })
  dueOn!: Day;

  @Column('timestamptz', { name: 'extended_at', nullable: true })
  extendedAt!: Date | null;

  @Column('varchar', { length: 10 })
  status!: DataRequestStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('uuid', { name: 'entered_by' })
  enteredBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
