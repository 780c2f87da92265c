import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A cart; outside it is known only by its secret, of which the hash is kept. */
@Entity('carts')
export class Cart {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { name: 'secret_hash', length: 64 })
  secretHash!: string;

  @Column('varchar', { length: 10 })
  status!: 'open' | 'placed' | 'merged';

  /** Whose cart it is; null for a guest's. */
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  /** The account's cart that this one was taken into; its secret opens that one. */
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
