import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place somebody has goods sent to. Name, phone and line are sealed with the account's key. */
@Entity('addresses')
export class Address {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { name: 'name_sealed', length: 800 })
  nameSealed!: string;

  @Column('varchar', { name: 'phone_sealed', length: 200 })
  phoneSealed!: string;

  @Column('varchar', { name: 'province_code', length: 2 })
  provinceCode!: string;

  /** Null in another province, where the ward is free text. */
  @Column('varchar', { name: 'commune_code', length: 5, nullable: true })
  communeCode!: string | null;

  @Column('varchar', { name: 'ward_sealed', length: 800, nullable: true })
  wardSealed!: string | null;

  @Column('varchar', { name: 'line_sealed', length: 1800 })
  lineSealed!: string;

  @Column('boolean', { name: 'is_default' })
  isDefault!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
