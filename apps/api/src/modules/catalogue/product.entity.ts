import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublicationStatus } from './publication-status.js';

/**
 * What is described and certified, as it was approved: buyers read this row, and what a shop types waits in a
 * ProductChange. Its publication status is written by `movePublication` alone.
 */
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

  /** Null only before the first publication. */
  @Column('smallint', { name: 'set_no', nullable: true })
  setNo!: number | null;

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

  /** How it is kept on the way; null for goods taken up before it was asked. */
  @Column('varchar', { length: 10, nullable: true })
  handling!: string | null;

  /** Within how many days it must arrive; null where any time will do. */
  @Column('smallint', { name: 'max_transit_days', nullable: true })
  maxTransitDays!: number | null;

  @Column('varchar', { name: 'publication_status', length: 20 })
  publicationStatus!: PublicationStatus;

  @Column('timestamptz', { name: 'publication_status_changed_at' })
  publicationStatusChangedAt!: Date;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  /** Since when the shop does not sell it for a while. */
  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt!: Date | null;

  /** Since when an authority had it taken down; kept by trigger from `product_takedowns`. */
  @Column({ type: 'timestamptz', name: 'taken_down_at', nullable: true, insert: false, update: false })
  readonly takenDownAt!: Date | null;

  /** Sold by season: ordered from this day … */
  @Column('date', { name: 'order_from', nullable: true })
  orderFrom!: string | null;

  /** … through this day … */
  @Column('date', { name: 'order_until', nullable: true })
  orderUntil!: string | null;

  /** … and sent from this day on. */
  @Column('date', { name: 'deliver_from', nullable: true })
  deliverFrom!: string | null;

  /** What the device that typed the draft calls it; null for products officers took up. */
  @Column('varchar', { name: 'draft_key', length: 64, nullable: true })
  draftKey!: string | null;

  @Column('varchar', { length: 40, array: true })
  illustrative!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
