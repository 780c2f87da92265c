import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may make OCOP products: Decision 26/2026/QĐ-TTg, Art. 2.3. */
export const producerKinds = [
  'cooperative',
  'cooperative_group',
  'small_enterprise',
  'farm',
  'household',
  'association',
] as const;
export type ProducerKind = (typeof producerKinds)[number];

/**
 * The legal maker named on certificates (chủ thể OCOP). `cooperativeStatus` is set for cooperatives only and follows the
 * register's entry, where the producer has one.
 */
@Entity('producers')
export class Producer {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 20 })
  kind!: ProducerKind;

  @Column('varchar', { name: 'legal_name', length: 200 })
  legalName!: string;

  /** Null, like the address and the tax code, only while the shop is a draft. */
  @Column('varchar', { length: 120, nullable: true })
  representative!: string | null;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('varchar', { name: 'address_line', length: 200, nullable: true })
  addressLine!: string | null;

  @Column('varchar', { name: 'tax_code', length: 14, nullable: true })
  taxCode!: string | null;

  @Column('varchar', { name: 'cooperative_status', length: 10, nullable: true })
  cooperativeStatus!: 'active' | 'ceased' | null;

  @Column('uuid', { name: 'cooperative_id', nullable: true })
  cooperativeId!: string | null;

  @Column('varchar', { length: 40, array: true })
  illustrative!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
