import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsNotIn,
  IsLatitude,
  IsLongitude,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { RESERVED_POINT_SLUGS } from '#kernel/point-slugs';
import { PlainText } from '../../platform/http/plain-text.js';
import { PLACE_TYPES, type PlaceType } from './place-types.js';

export class ProvinceInput {
  @Matches(/^\d{2}$/)
  code!: string;

  @PlainText({ max: 100 })
  name!: string;

  @IsIn(['north', 'central', 'south'])
  region!: 'north' | 'central' | 'south';
}

export class CommuneInput {
  @Matches(/^\d{5}$/)
  code!: string;

  @Matches(/^\d{2}$/)
  provinceCode!: string;

  @PlainText({ max: 100 })
  name!: string;

  @PlainText({ max: 120 })
  fullName!: string;

  @IsIn(['commune', 'ward', 'special_zone'])
  kind!: 'commune' | 'ward' | 'special_zone';

  @IsLatitude()
  latitude!: number;

  @IsLongitude()
  longitude!: number;

  /** Units it was formed from, and places inside it that people know by name. */
  @IsArray()
  @ArrayMaxSize(60)
  @Matches(/^.{1,120}$/, { each: true })
  formerNames!: string[];

  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^.{1,120}$/, { each: true })
  formerDistricts!: string[];

  /** Where it lay before provinces were merged; people go on calling it that. */
  @IsOptional()
  @PlainText({ max: 100 })
  formerProvince?: string | null;
}

export class TourismPointInput {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  @IsNotIn(RESERVED_POINT_SLUGS)
  slug!: string;

  @PlainText({ max: 160 })
  name!: string;

  @Matches(/^[a-z_]{1,30}$/)
  kind!: string;

  @Matches(/^\d{5}$/)
  communeCode!: string;

  @IsOptional()
  @PlainText({ max: 200 })
  place!: string | null;

  @IsLatitude()
  latitude!: number;

  @IsLongitude()
  longitude!: number;

  @IsIn(['road', 'boat', 'road_and_boat'])
  access!: 'road' | 'boat' | 'road_and_boat';

  @PlainText({ max: 2000, multiline: true })
  description!: string;

  /** Where it is known. */
  @IsOptional()
  @IsIn(PLACE_TYPES)
  placeType?: PlaceType | null;

  /** What is told to be made or sold there. */
  @IsOptional()
  @PlainText({ max: 400 })
  goods?: string | null;

  /** How to get there, until an officer says it. */
  @IsOptional()
  @PlainText({ max: 600, multiline: true })
  byRoad?: string | null;

  @IsOptional()
  @PlainText({ max: 600, multiline: true })
  byBoat?: string | null;

  /** Fields that are invented. */
  @IsOptional()
  @IsArray()
  @Matches(/^[a-zA-Z]{1,30}$/, { each: true })
  illustrative?: string[];
}

/** A province profile: what `data/` says about places, nothing of it in code. */
export class ImportPlacesInput {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProvinceInput)
  provinces!: ProvinceInput[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CommuneInput)
  communes!: CommuneInput[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => TourismPointInput)
  tourismPoints!: TourismPointInput[];
}
