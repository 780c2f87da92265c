import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';

/**
 * What was sold, frozen at the sale: name, price, stars and certificate never change afterwards. Goods sold by weight are
 * weighed at packing, and then `totalVnd` is what they weigh; it is never more than was ordered.
 */
@Entity('order_lines')
export class OrderLine {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'variant_id' })
  variantId!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('uuid', { name: 'certification_id' })
  certificationId!: string;

  @Column('smallint')
  stars!: number;

  @Column('varchar', { name: 'product_name', length: 160 })
  productName!: string;

  @Column('varchar', { name: 'variant_name', length: 120 })
  variantName!: string;

  @Column('varchar', { length: 60 })
  unit!: string;

  @Column('smallint')
  quantity!: number;

  @VndColumn({ name: 'unit_price_vnd' })
  unitPriceVnd!: number;

  @VndColumn({ name: 'total_vnd' })
  totalVnd!: number;

  /** Of goods sold by weight the price of a kilogram, and what one piece weighs at most; null of all others. */
  @VndColumn({ name: 'kg_price_vnd', nullable: true })
  kgPriceVnd!: number | null;

  @Column('integer', { name: 'max_grams', nullable: true })
  maxGrams!: number | null;

  /** What all pieces of the line weigh together; null until they were weighed. */
  @Column('integer', { name: 'weighed_grams', nullable: true })
  weighedGrams!: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
