import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A commune, ward or special zone of the floor's province, with the old names that lead to it. */
@Entity('communes')
export class Commune {
  @PrimaryColumn('varchar', { length: 5 })
  code!: string;

  @Column('varchar', { name: 'province_code', length: 2 })
  provinceCode!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @Column('varchar', { name: 'full_name', length: 120 })
  fullName!: string;

  @Column('varchar', { length: 12 })
  kind!: 'commune' | 'ward' | 'special_zone';

  @Column('double precision')
  latitude!: number;

  @Column('double precision')
  longitude!: number;

  @Column('varchar', { name: 'former_names', length: 120, array: true })
  formerNames!: string[];

  @Column('varchar', { name: 'former_districts', length: 120, array: true })
  formerDistricts!: string[];

  @Column('varchar', { name: 'former_province', length: 100, nullable: true })
  formerProvince!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
