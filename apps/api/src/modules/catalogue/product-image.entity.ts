import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A picture of a product; `sha` names the original in the image store. */
@Entity('product_images')
export class ProductImage {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('smallint')
  position!: number;

  @Column('varchar', { length: 64 })
  sha!: string;

  @Column('integer')
  width!: number;

  @Column('integer')
  height!: number;

  @Column('varchar', { length: 200 })
  alt!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
