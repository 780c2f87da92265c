import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlaceType } from './place-types.js';

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

  /** By Decision 950/QĐ-BCT; null where it is not known. */
  @Column('varchar', { name: 'place_type', length: 20, nullable: true })
  placeType!: PlaceType | null;

  /** What is told to be made or sold there, apart from what stands on its shelf. */
  @Column('varchar', { length: 400, nullable: true })
  goods!: string | null;

  /** Fields that are invented. */
  @Column('varchar', { array: true, length: 30 })
  illustrative!: string[];

  /** How to get there; null where nobody said it. */
  @Column('varchar', { name: 'by_road', length: 600, nullable: true })
  byRoad!: string | null;

  @Column('varchar', { name: 'by_boat', length: 600, nullable: true })
  byBoat!: string | null;

  /** An officer said `byRoad` and `byBoat`, also where they took them away; until then the province's file does. */
  @Column('boolean', { name: 'ways_said' })
  waysSaid!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
