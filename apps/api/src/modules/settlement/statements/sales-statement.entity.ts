import type { Day } from '#kernel/time';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A statement of a shop's sales as it was issued; PDF and sheet are drawn from its content when asked for. */
@Entity('sales_statements')
export class SalesStatement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('smallint')
  year!: number;

  /** Counted from 1 in each shop and year. */
  @Column('integer')
  number!: number;

  /** What an assessor types to check it. */
  @Column('varchar', { length: 12 })
  code!: string;

  @Column('varchar', { name: 'from_month', length: 7 })
  fromMonth!: string;

  @Column('varchar', { name: 'to_month', length: 7 })
  toMonth!: string;

  /** JSON text of `StatementContent`. */
  @Column('varchar', { length: 1_000_000 })
  content!: string;

  /** SHA-256 of the content in hex; the database refuses any other. */
  @Column('varchar', { length: 64 })
  digest!: string;

  @Column('date', { name: 'issued_on' })
  issuedOn!: Day;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt!: Date;

  @Column('uuid', { name: 'issued_by' })
  issuedBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
