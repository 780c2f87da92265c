import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../../platform/database/vnd-column.js';

/** A code that takes something off a purchase: a shop's, or with no shop the floor's, which then bears it. */
@Entity('vouchers')
export class Voucher {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id', nullable: true })
  sellerId!: string | null;

  @Column('varchar', { length: 16 })
  code!: string;

  /** The code with what looks alike made one. */
  @Column('varchar', { name: 'code_key', length: 16 })
  codeKey!: string;

  @Column('varchar', { length: 10 })
  kind!: 'percent' | 'fixed';

  @Column('smallint', { nullable: true })
  percent!: number | null;

  /** The most a share may take off. */
  @VndColumn({ name: 'cap_vnd', nullable: true })
  capVnd!: number | null;

  @VndColumn({ name: 'amount_vnd', nullable: true })
  amountVnd!: number | null;

  @VndColumn({ name: 'min_items_vnd' })
  minItemsVnd!: number;

  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  /** The last day it counts. */
  @Column('date', { name: 'ends_on' })
  endsOn!: string;

  @Column('integer', { name: 'total_limit', nullable: true })
  totalLimit!: number | null;

  @Column('smallint', { name: 'person_limit' })
  personLimit!: number;

  @Column('integer', { name: 'used_count' })
  usedCount!: number;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
