import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the 34 provinces and cities of Vietnam since 1 July 2025. */
@Entity('provinces')
export class Province {
  @PrimaryColumn('varchar', { length: 2 })
  code!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @Column('varchar', { length: 10 })
  region!: 'north' | 'central' | 'south';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
