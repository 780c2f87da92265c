import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../../platform/database/vnd-column.js';

/** How a shop sends; without a row it offers the whole fee table and nothing of its own. */
@Entity('seller_deliveries')
export class SellerDelivery {
  @PrimaryColumn('uuid', { name: 'seller_id' })
  sellerId!: string;

  /** Rises with every change, so that nobody saves over what they did not see. */
  @Column('integer')
  version!: number;

  /** Options of the fee table it offers; null: all. */
  @Column('varchar', { name: 'rate_options', length: 20, array: true, nullable: true })
  rateOptions!: string[] | null;

  @VndColumn({ name: 'own_fee_vnd', nullable: true })
  ownFeeVnd!: number | null;

  @Column('smallint', { name: 'own_min_days', nullable: true })
  ownMinDays!: number | null;

  @Column('smallint', { name: 'own_max_days', nullable: true })
  ownMaxDays!: number | null;

  @Column('varchar', { name: 'own_communes', length: 5, array: true, nullable: true })
  ownCommunes!: string[] | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
