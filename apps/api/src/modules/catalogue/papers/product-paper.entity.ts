import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A paper goods are sold with: a declaration, a safety certificate, a licence. Its bytes lie sealed on the disk. */
@Entity('product_papers')
export class ProductPaper {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  /** Null: it holds for everything the shop makes. */
  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  /** A code of data/programme/listing-rules.json. */
  @Column('varchar', { length: 30 })
  kind!: string;

  @Column('varchar', { length: 5 })
  format!: 'jpg' | 'pdf';

  /** Of the paper itself, before sealing. */
  @Column('integer')
  bytes!: number;

  @Column('varchar', { length: 80 })
  number!: string;

  @Column('date', { name: 'issued_on', nullable: true })
  issuedOn!: string | null;

  /** Its last day; null where it does not run out. */
  @Column('date', { name: 'expires_on', nullable: true })
  expiresOn!: string | null;

  @Column('uuid', { name: 'uploaded_by' })
  uploadedBy!: string;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt!: Date;

  /** Taken back by the shop; the file stays, because officers have decided with it before them. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
