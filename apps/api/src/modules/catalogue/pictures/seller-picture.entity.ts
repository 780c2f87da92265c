import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A picture that a shop has sent. `sha` names the original in the image store, which other shops may share. */
@Entity('seller_pictures')
export class SellerPicture {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 64 })
  sha!: string;

  @Column('integer')
  width!: number;

  @Column('integer')
  height!: number;

  /** Null where it came with a product before its shop had people. */
  @Column('uuid', { name: 'uploaded_by', nullable: true })
  uploadedBy!: string | null;

  /** When it was last sent. */
  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt!: Date;

  /** When a product, or a change to one, first showed it; null as long as nothing ever did. */
  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
