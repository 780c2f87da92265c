import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ShelfState } from './shop/tourism-points.dto.js';

/** A tourism point shows this product: what whoever looked last saw, and on which day. Information, not stock. */
@Entity('shelf_stocks')
export class ShelfStock {
  @PrimaryColumn('uuid', { name: 'product_id' })
  productId!: string;

  @PrimaryColumn('uuid', { name: 'tourism_point_id' })
  tourismPointId!: string;

  @Column('date', { name: 'checked_on' })
  checkedOn!: string;

  @Column('varchar', { length: 10, default: 'there' })
  state!: ShelfState;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
