import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Reserving is no movement: it changes who may have the goods, not where they are. */
export type MovementReason = 'received' | 'shipped' | 'returned' | 'counted' | 'sold_elsewhere';

/** Goods that came or went; the movements of a variant add up to what is on hand. */
@Entity('stock_movements')
export class StockMovement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'variant_id' })
  variantId!: string;

  @Column('integer')
  quantity!: number;

  @Column('varchar', { length: 20 })
  reason!: MovementReason;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;
}
