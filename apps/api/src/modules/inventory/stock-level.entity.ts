import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is on the shelf and what of it is taken by live holds and unshipped orders. */
@Entity('stock_levels')
export class StockLevel {
  @PrimaryColumn('uuid', { name: 'variant_id' })
  variantId!: string;

  @Column('integer', { name: 'on_hand' })
  onHand!: number;

  @Column('integer')
  reserved!: number;

  /** Has batches, a season or closed days: what may be sold of it depends on the day. Kept by triggers. */
  @Column('boolean')
  restricted!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
