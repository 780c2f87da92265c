import { Column, Entity, PrimaryColumn } from 'typeorm';

/** So many of a variant in a cart; prices are never kept here, they are read when asked. */
@Entity('cart_lines')
export class CartLine {
  @PrimaryColumn('uuid', { name: 'cart_id' })
  cartId!: string;

  @PrimaryColumn('uuid', { name: 'variant_id' })
  variantId!: string;

  @Column('smallint')
  quantity!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
