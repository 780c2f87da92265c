import { Column, Entity, PrimaryColumn } from 'typeorm';

export type LetterKind =
  | 'additions'
  | 'approval'
  | 'refusal'
  | 'suspension'
  | 'lifting'
  | 'closure'
  | 'product_takedown'
  | 'product_let_back'
  | 'reminder';

/** A numbered letter to a shop. Its words are sealed with the shop's key; the PDF is drawn from them when asked for. */
@Entity('letters')
export class Letter {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('smallint')
  year!: number;

  /** What stands behind the number, by kind of letter; those from before kinds were told apart bear TB-SÀN. */
  @Column('varchar', { length: 20 })
  sign!: string;

  /** Counted from 1 in each year and sign, without a gap. */
  @Column('integer')
  number!: number;

  @Column('varchar', { length: 20 })
  kind!: LetterKind;

  @Column('varchar', { name: 'content_sealed', length: 12000 })
  contentSealed!: string;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt!: Date;

  @Column('uuid', { name: 'issued_by', nullable: true })
  issuedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
