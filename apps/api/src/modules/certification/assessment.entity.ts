import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../platform/database/as-number.js';

/** A council's result; one or two stars end without a certificate. */
@Entity('assessments')
export class Assessment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('date', { name: 'assessed_on' })
  assessedOn!: string;

  @Column('smallint')
  stars!: number;

  @Column('numeric', { precision: 4, scale: 1, transformer: asNumber })
  score!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
