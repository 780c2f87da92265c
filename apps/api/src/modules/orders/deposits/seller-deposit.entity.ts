import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../../platform/database/vnd-column.js';

/** What a shop asks ahead of orders to be paid on delivery; without a row it asks nothing. */
@Entity('seller_deposits')
export class SellerDeposit {
  @PrimaryColumn('uuid', { name: 'seller_id' })
  sellerId!: string;

  /** Rises with every change, so that nobody saves over what they did not see. */
  @Column('integer')
  version!: number;

  /** Of orders whose goods come to at least so much `percent` of them are paid first; both null: of none. */
  @VndColumn({ name: 'from_vnd', nullable: true })
  fromVnd!: number | null;

  @Column('smallint', { nullable: true })
  percent!: number | null;

  /** The part above what a phone may have sent unpaid may be paid first, in place of a refusal. */
  @Column('boolean', { name: 'above_limit' })
  aboveLimit!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
