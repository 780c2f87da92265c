import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Goods made together, with the day through which they may be sold. */
@Entity('batches')
export class Batch {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'variant_id' })
  variantId!: string;

  /** As it is printed on the packing. */
  @Column('varchar', { length: 40 })
  code!: string;

  @Column('date', { name: 'made_on' })
  madeOn!: string;

  /** The last day on which it may be sold; null for goods that do not go off. */
  @Column('date', { name: 'expires_on', nullable: true })
  expiresOn!: string | null;

  /** Pieces it was made of. */
  @Column('integer')
  quantity!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
