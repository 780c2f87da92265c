import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A photographed or scanned paper of an application. Its bytes lie sealed on the disk; see DocumentStore. */
@Entity('seller_documents')
export class SellerDocument {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 20 })
  kind!: string;

  @Column('varchar', { length: 5 })
  format!: 'jpg' | 'pdf';

  /** Of the paper itself, before sealing. */
  @Column('integer')
  bytes!: number;

  @Column('uuid', { name: 'uploaded_by' })
  uploadedBy!: string;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
