import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A cart; outside it is known only by its secret, of which the hash is kept. */
@Entity('carts')
export class Cart {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { name: 'secret_hash', length: 64 })
  secretHash!: string;

  @Column('varchar', { length: 10 })
  status!: 'open' | 'placed';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
