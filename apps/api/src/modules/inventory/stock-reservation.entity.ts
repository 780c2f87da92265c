import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReservationStatus = 'live' | 'released' | 'shipped' | 'unsent';

/** Goods set aside for an order line: a hold while `expiresAt` is set, firm once it is null. */
@Entity('stock_reservations')
export class StockReservation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'variant_id' })
  variantId!: string;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  /** What is still set aside; of a shipped one, what left last. */
  @Column('integer')
  quantity!: number;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('varchar', { length: 10 })
  status!: ReservationStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
