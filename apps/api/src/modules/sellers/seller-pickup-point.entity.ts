import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tourism point the seller brings ordered goods to. */
@Entity('seller_pickup_points')
export class SellerPickupPoint {
  @PrimaryColumn('uuid', { name: 'seller_id' })
  sellerId!: string;

  @PrimaryColumn('uuid', { name: 'tourism_point_id' })
  tourismPointId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
