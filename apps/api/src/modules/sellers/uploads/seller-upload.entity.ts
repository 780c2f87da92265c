import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `open`: on its way; `done`: it became a picture or a paper; `refused`: it came whole and is none. */
export type UploadStatus = 'open' | 'done' | 'refused';

/** A file that a shop sends in pieces. The pieces lie sealed on the disk; see UploadParts. */
@Entity('seller_uploads')
export class SellerUpload {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 10 })
  kind!: 'picture' | 'paper';

  /** Which paper it is; null for a picture. */
  @Column('varchar', { length: 20, nullable: true })
  paper!: string | null;

  /** Of the whole file. */
  @Column('integer')
  bytes!: number;

  /** How many have come and are safe on the disk. */
  @Column('integer')
  received!: number;

  /** Of the whole file in hex, where the sender said it. */
  @Column('varchar', { length: 64, nullable: true })
  sha256!: string | null;

  @Column('varchar', { length: 10 })
  status!: UploadStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  /** What was wrong with it (platform/files/refused-file.ts). */
  @Column('varchar', { length: 30, nullable: true })
  fault!: string | null;

  /** The picture or paper it became. */
  @Column('uuid', { name: 'result_id', nullable: true })
  resultId!: string | null;

  @Column('uuid', { name: 'begun_by' })
  begunBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When the last piece came. */
  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
