import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CLOSURE_REASONS = ['tet', 'tide', 'harvest', 'rest', 'other'] as const;

/** Days on which a shop is closed: its goods are shown and cannot be ordered. */
@Entity('seller_closures')
export class SellerClosure {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('date', { name: 'from_on' })
  fromOn!: string;

  @Column('date', { name: 'until_on' })
  untilOn!: string;

  @Column('varchar', { length: 10 })
  reason!: (typeof CLOSURE_REASONS)[number];

  @Column('varchar', { length: 200 })
  note!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
