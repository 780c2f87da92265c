import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';
import type { ClearContact } from './order-contacts.js';

/** One purchase: the buyer, the delivery, and the sum of its orders (one per seller). */
@Entity('order_groups')
export class OrderGroup {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 12 })
  code!: string;

  @Column('uuid', { name: 'cart_id' })
  cartId!: string;

  /** Who placed it; null for a guest, and once the account was erased. */
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  /** `OrderContact` as JSON, sealed with the purchase's own key; null once the law no longer keeps it. */
  @Column('varchar', { name: 'contact_sealed', length: 12000, nullable: true })
  contactSealed!: string | null;

  @Column('varchar', { name: 'contact_phone_hash', length: 64, nullable: true })
  contactPhoneHash!: string | null;

  @Column('varchar', { name: 'invoice_sealed', length: 5000, nullable: true })
  invoiceSealed!: string | null;

  /** When the buyer last said whom the invoices are for. */
  @Column('timestamptz', { name: 'invoice_requested_at', nullable: true })
  invoiceRequestedAt!: Date | null;

  /** Of purchases from before contacts were sealed, until the next sweep. */
  @Column('jsonb', { name: 'contact_clear', nullable: true })
  contactClear!: ClearContact | null;

  @Column('timestamptz', { name: 'contact_erased_at', nullable: true })
  contactErasedAt!: Date | null;

  @Column('varchar', { name: 'delivery_method', length: 10 })
  deliveryMethod!: 'ship' | 'pickup';

  @Column('varchar', { name: 'province_code', length: 2, nullable: true })
  provinceCode!: string | null;

  @Column('varchar', { name: 'commune_code', length: 5, nullable: true })
  communeCode!: string | null;

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

  /** What was agreed when it was ordered: weighing brings the total below it, nothing above. */
  @VndColumn({ name: 'ordered_total_vnd' })
  orderedTotalVnd!: number;

  @Column('timestamptz', { name: 'adult_confirmed_at', nullable: true })
  adultConfirmedAt!: Date | null;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
