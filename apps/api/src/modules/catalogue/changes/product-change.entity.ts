import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChangeStatus } from './change-status.js';
import type { ProductContent } from './product-content.js';

/** What a shop wants to have said of a product, on its way through approval. */
@Entity('product_changes')
export class ProductChange {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  /** Counts every save: whoever saves, sends or decides names the one they saw. */
  @Column('integer')
  version!: number;

  @Column('varchar', { length: 10 })
  status!: ChangeStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('jsonb')
  content!: ProductContent;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('uuid', { name: 'submitted_by', nullable: true })
  submittedBy!: string | null;

  /** The last day of the step it is in. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt!: Date | null;

  @Column('uuid', { name: 'checked_by', nullable: true })
  checkedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  /** Why it came back: codes of the list, and the officer's words. */
  @Column('varchar', { length: 40, array: true })
  reasons!: string[];

  @Column('varchar', { length: 2000 })
  words!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
