import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the six groups of the programme (Decision 26/2026/QĐ-TTg, Annex I). */
@Entity('product_groups')
export class ProductGroup {
  @PrimaryColumn('varchar', { length: 3 })
  code!: string;

  @Column('varchar', { length: 120 })
  name!: string;

  @Column('varchar', { length: 120 })
  slug!: string;

  @Column('smallint')
  position!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
