import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublicationStatus } from './publication-status.js';

/** What is described and certified. Its publication status is written by `move-publication.ts` alone. */
@Entity('products')
export class Product {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 160 })
  slug!: string;

  @Column('varchar', { length: 160 })
  name!: string;

  @Column('smallint', { name: 'set_no' })
  setNo!: number;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('varchar', { length: 4000 })
  description!: string;

  @Column('varchar', { length: 8000 })
  story!: string;

  @Column('jsonb')
  label!: object;

  @Column('varchar', { name: 'ships_to', length: 10 })
  shipsTo!: 'province' | 'country';

  @Column('varchar', { name: 'publication_status', length: 20 })
  publicationStatus!: PublicationStatus;

  @Column('timestamptz', { name: 'publication_status_changed_at' })
  publicationStatusChangedAt!: Date;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  @Column('varchar', { length: 40, array: true })
  illustrative!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
