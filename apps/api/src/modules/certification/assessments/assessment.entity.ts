import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber } from '../../../platform/database/as-number.js';
import type { HolderKind } from '../certificates/certificate-words.js';

/** A council's result; one or two stars end without a certificate. */
@Entity('assessments')
export class Assessment {
  @PrimaryColumn('uuid')
  id!: string;

  /** The product on the floor; null while it is not there. */
  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  /** Product and producer as they were then. */
  @Column('varchar', { name: 'product_name', length: 160 })
  productName!: string;

  @Column('smallint', { name: 'set_no' })
  setNo!: number;

  @Column('varchar', { name: 'holder_name', length: 200 })
  holderName!: string;

  @Column('varchar', { name: 'holder_kind', length: 20 })
  holderKind!: HolderKind;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('uuid', { name: 'cooperative_id', nullable: true })
  cooperativeId!: string | null;

  @Column('date', { name: 'assessed_on' })
  assessedOn!: string;

  @Column('smallint')
  stars!: number;

  @Column('numeric', { precision: 4, scale: 1, transformer: asNumber })
  score!: number;

  /** Of the council's report; empty where it bears none. */
  @Column('varchar', { name: 'report_number', length: 60 })
  reportNumber!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
