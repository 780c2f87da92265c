import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';

/** What is priced and stocked: one size or packing of a product. */
@Entity('variants')
export class Variant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  /** Null once retired. */
  @Column('smallint', { nullable: true })
  position!: number | null;

  @Column('varchar', { length: 120 })
  name!: string;

  @VndColumn({ name: 'price_vnd' })
  priceVnd!: number;

  /** What an officer approved last; a share of it may be added without asking. On insert the price itself. */
  @VndColumn({ name: 'approved_price_vnd' })
  approvedPriceVnd!: number;

  /** Goods sold by weight: the price of a kilogram. `priceVnd` is then what the heaviest piece costs. */
  @VndColumn({ name: 'kg_price_vnd', nullable: true })
  kgPriceVnd!: number | null;

  /** What one piece weighs at least and at most, where the price is by weight. */
  @Column('integer', { name: 'min_grams', nullable: true })
  minGrams!: number | null;

  @Column('integer', { name: 'max_grams', nullable: true })
  maxGrams!: number | null;

  @Column('varchar', { length: 60 })
  unit!: string;

  @Column('integer', { name: 'measure_amount', nullable: true })
  measureAmount!: number | null;

  @Column('varchar', { name: 'measure_unit', length: 5, nullable: true })
  measureUnit!: 'g' | 'ml' | 'piece' | null;

  @Column('integer', { name: 'weight_grams' })
  weightGrams!: number;

  /** Since when it is no longer offered; orders and stock still name it. */
  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
