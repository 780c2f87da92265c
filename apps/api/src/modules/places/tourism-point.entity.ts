import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place visitors come to, where OCOP goods may stand on a shelf and orders may be picked up. */
@Entity('tourism_points')
export class TourismPoint {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 120 })
  slug!: string;

  @Column('varchar', { length: 160 })
  name!: string;

  @Column('varchar', { length: 30 })
  kind!: string;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('varchar', { length: 200, nullable: true })
  place!: string | null;

  @Column('double precision')
  latitude!: number;

  @Column('double precision')
  longitude!: number;

  @Column('varchar', { length: 20 })
  access!: 'road' | 'boat' | 'road_and_boat';

  @Column('varchar', { length: 2000 })
  description!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
