import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';

/** What is priced and stocked: one size or packing of a product. */
@Entity('variants')
export class Variant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('smallint')
  position!: number;

  @Column('varchar', { length: 120 })
  name!: string;

  @VndColumn({ name: 'price_vnd' })
  priceVnd!: number;

  @Column('varchar', { length: 60 })
  unit!: string;

  @Column('integer', { name: 'measure_amount', nullable: true })
  measureAmount!: number | null;

  @Column('varchar', { name: 'measure_unit', length: 5, nullable: true })
  measureUnit!: 'g' | 'ml' | 'piece' | null;

  @Column('integer', { name: 'weight_grams' })
  weightGrams!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
