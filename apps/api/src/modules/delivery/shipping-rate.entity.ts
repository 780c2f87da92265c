import type { ShippingZone } from '#kernel/shipping';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';

/** A row of the fee table: what a parcel costs by option, zone and weight. */
@Entity('shipping_rates')
export class ShippingRate {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { name: 'option_code', length: 20 })
  optionCode!: string;

  @Column('varchar', { length: 80 })
  label!: string;

  @Column('varchar', { length: 15 })
  zone!: ShippingZone;

  @VndColumn({ name: 'base_fee_vnd' })
  baseFeeVnd!: number;

  @Column('integer', { name: 'base_grams' })
  baseGrams!: number;

  @Column('integer', { name: 'step_grams' })
  stepGrams!: number;

  @VndColumn({ name: 'step_fee_vnd' })
  stepFeeVnd!: number;

  @Column('smallint', { name: 'min_days' })
  minDays!: number;

  @Column('smallint', { name: 'max_days' })
  maxDays!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
