import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tourism point shows this product, as last checked on that day. Information, not stock. */
@Entity('shelf_stocks')
export class ShelfStock {
  @PrimaryColumn('uuid', { name: 'product_id' })
  productId!: string;

  @PrimaryColumn('uuid', { name: 'tourism_point_id' })
  tourismPointId!: string;

  @Column('date', { name: 'checked_on' })
  checkedOn!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
