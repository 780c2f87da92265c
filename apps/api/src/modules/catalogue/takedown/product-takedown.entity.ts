import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A product that was taken down at once, until that is lifted. The product's own row follows by trigger. */
@Entity('product_takedowns')
export class ProductTakedown {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  /** Who asked, and by which paper; null where the floor decided by itself. */
  @Column('varchar', { name: 'demanded_by', length: 300, nullable: true })
  demandedBy!: string | null;

  @Column('varchar', { length: 2000 })
  words!: string;

  @Column('timestamptz', { name: 'taken_down_at' })
  takenDownAt!: Date;

  @Column('uuid', { name: 'decided_by' })
  decidedBy!: string;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt!: Date | null;

  @Column('uuid', { name: 'lifted_by', nullable: true })
  liftedBy!: string | null;

  @Column('varchar', { name: 'lifting_words', length: 2000, nullable: true })
  liftingWords!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
