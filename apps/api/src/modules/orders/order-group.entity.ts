import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';

/** What the buyer wants on the e-invoice (Decree 254/2026, Art. 17). */
export interface InvoiceRequest {
  name: string;
  taxCode: string;
  address: string;
  email: string;
}

/** One purchase: the buyer, the delivery, and the sum of its orders (one per seller). */
@Entity('order_groups')
export class OrderGroup {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 12 })
  code!: string;

  @Column('uuid', { name: 'cart_id' })
  cartId!: string;

  @Column('varchar', { name: 'contact_name', length: 120 })
  contactName!: string;

  @Column('varchar', { name: 'contact_phone', length: 20 })
  contactPhone!: string;

  @Column('varchar', { name: 'contact_email', length: 254, nullable: true })
  contactEmail!: string | null;

  @Column('varchar', { name: 'delivery_method', length: 10 })
  deliveryMethod!: 'ship' | 'pickup';

  @Column('varchar', { name: 'province_code', length: 2, nullable: true })
  provinceCode!: string | null;

  @Column('varchar', { name: 'commune_code', length: 5, nullable: true })
  communeCode!: string | null;

  @Column('varchar', { length: 120, nullable: true })
  ward!: string | null;

  @Column('varchar', { name: 'address_line', length: 300, nullable: true })
  addressLine!: string | null;

  @Column('uuid', { name: 'tourism_point_id', nullable: true })
  tourismPointId!: string | null;

  @VndColumn({ name: 'items_vnd' })
  itemsVnd!: number;

  @VndColumn({ name: 'shipping_fee_vnd' })
  shippingFeeVnd!: number;

  @VndColumn({ name: 'discount_vnd' })
  discountVnd!: number;

  @VndColumn({ name: 'total_vnd' })
  totalVnd!: number;

  @Column('timestamptz', { name: 'adult_confirmed_at', nullable: true })
  adultConfirmedAt!: Date | null;

  @Column('varchar', { length: 1000, nullable: true })
  note!: string | null;

  @Column('jsonb', { nullable: true })
  invoice!: InvoiceRequest | null;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
