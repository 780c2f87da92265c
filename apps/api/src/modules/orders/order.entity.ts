import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';
import type { CancellationReason, OrderStatus } from './order-status.js';

/** What one seller sends to one buyer: exactly one seller, exactly one payment. */
@Entity('orders')
export class Order {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 12 })
  code!: string;

  @Column('uuid', { name: 'order_group_id' })
  orderGroupId!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 10 })
  status!: OrderStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('varchar', { name: 'cancellation_reason', length: 20, nullable: true })
  cancellationReason!: CancellationReason | null;

  /** What the shop said of it, in its own words. */
  @Column('varchar', { name: 'cancellation_words', length: 300, nullable: true })
  cancellationWords!: string | null;

  /** When the people who assist the shop were told that nobody confirms it. */
  @Column('timestamptz', { name: 'escalated_at', nullable: true })
  escalatedAt!: Date | null;

  @Column('varchar', { name: 'shipping_option_code', length: 20 })
  shippingOptionCode!: string;

  @Column('varchar', { name: 'shipping_label', length: 80 })
  shippingLabel!: string;

  @VndColumn({ name: 'items_vnd' })
  itemsVnd!: number;

  @VndColumn({ name: 'shipping_fee_vnd' })
  shippingFeeVnd!: number;

  @VndColumn({ name: 'discount_vnd' })
  discountVnd!: number;

  @VndColumn({ name: 'total_vnd' })
  totalVnd!: number;

  /** What was agreed when it was ordered: weighing brings the total below it, nothing above. */
  @VndColumn({ name: 'ordered_total_vnd' })
  orderedTotalVnd!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
