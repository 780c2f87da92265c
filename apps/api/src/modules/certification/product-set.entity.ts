import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the 26 product sets (Decision 26/2026/QĐ-TTg, Annex I); sets with alcohol sell under rules of their own. */
@Entity('product_sets')
export class ProductSet {
  @PrimaryColumn('smallint')
  no!: number;

  @Column('varchar', { name: 'group_code', length: 3 })
  groupCode!: string;

  @Column('varchar', { length: 200 })
  name!: string;

  @Column('varchar', { length: 120 })
  ministry!: string;

  @Column('boolean')
  alcohol!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
