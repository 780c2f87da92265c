import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { ProductCardDto, SlugNameDto } from '../../catalogue/index.js';
import { OpeningHoursAnswer } from '../../places/index.js';

export const STOP_KINDS = ['point', 'seller', 'commune'] as const;
export type StopKind = (typeof STOP_KINDS)[number];
export const ACCESSES = ['road', 'boat', 'road_and_boat'] as const;
export type RouteAccess = (typeof ACCESSES)[number];

export class RouteDto extends SlugNameDto {
  @ApiProperty() summary!: string;
  @ApiProperty({ enum: ACCESSES }) access!: RouteAccess;
  @ApiProperty({ description: 'From stop to stop as the crow flies' }) distanceKm!: number;
  @ApiProperty({ type: [String], description: 'Names of its stops, in order' }) stopNames!: string[];
}

export class RoutesAnswer {
  @ApiProperty({ type: [RouteDto] }) items!: RouteDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class RouteStopDto {
  @ApiProperty({ enum: STOP_KINDS }) kind!: StopKind;
  @ApiProperty({ description: 'Slug of the point or shop, code of the commune' }) of!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Where it lies' }) commune!: string;
  @ApiProperty({ description: 'Degrees north; of a shop or commune the middle of its commune' }) lat!: number;
  @ApiProperty({ description: 'Degrees east' }) lon!: number;
  @ApiProperty({ description: 'From the stop before, as the crow flies; 0 for the first' }) legKm!: number;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
  @ApiProperty({ type: OpeningHoursAnswer, nullable: true }) hours!: OpeningHoursAnswer | null;
  @ApiProperty({ type: [ProductCardDto], description: 'Some of what can be had there' })
  products!: ProductCardDto[];
}

export class RouteMakerDto extends SlugNameDto {
  @ApiProperty() commune!: string;
}

export class RouteDetailDto extends RouteDto {
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
  @ApiProperty({ type: [RouteStopDto] }) stops!: RouteStopDto[];
  @ApiProperty({ type: [RouteMakerDto], description: 'Shops in the communes it passes' })
  makers!: RouteMakerDto[];
}

export class RouteFileQueryDto {
  @ApiPropertyOptional({
    enum: ['vi', 'en'],
    description: 'Of the words of the floor and the pages it links to',
  })
  @IsOptional()
  @IsIn(['vi', 'en'])
  language?: 'vi' | 'en';
}

export class RouteDayQueryDto extends RouteFileQueryDto {
  @ApiPropertyOptional({ format: 'date', description: 'When it is travelled; by default tomorrow' })
  @IsOptional()
  @IsDay()
  day?: string;
}

export class SaidStopDto {
  @ApiProperty({ enum: STOP_KINDS })
  @IsIn(STOP_KINDS)
  kind!: StopKind;

  @ApiProperty({ maxLength: 120, description: 'Slug of the point or shop, code of the commune' })
  @PlainText({ max: 120 })
  of!: string;

  @ApiProperty({ type: String, nullable: true, maxLength: 300 })
  @ValidateIf(({ words }: SaidStopDto) => words !== null)
  @PlainText({ max: 300 })
  words!: string | null;
}

export class SayRouteDto {
  @ApiProperty({ type: String, nullable: true, description: 'As it was read; null for a new route' })
  @ValidateIf(({ version }: SayRouteDto) => version !== null)
  @PlainText({ max: 43 })
  version!: string | null;

  @ApiProperty({ maxLength: 160 })
  @PlainText({ max: 160 })
  name!: string;

  @ApiProperty({ maxLength: 600 })
  @PlainText({ max: 600 })
  summary!: string;

  @ApiProperty({ enum: ACCESSES })
  @IsIn(ACCESSES)
  access!: RouteAccess;

  @ApiProperty({ description: 'Whether visitors see it' })
  @IsBoolean()
  published!: boolean;

  @ApiProperty({ type: [SaidStopDto], minItems: 2, maxItems: 20 })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SaidStopDto)
  stops!: SaidStopDto[];
}

export class StopForDeskDto extends SaidStopDto {
  @ApiProperty() name!: string;
}

export class RouteForDeskDto extends SlugNameDto {
  @ApiProperty() summary!: string;
  @ApiProperty({ enum: ACCESSES }) access!: RouteAccess;
  @ApiProperty() published!: boolean;
  @ApiProperty({ description: 'Of exactly this' }) version!: string;
  @ApiProperty({ type: [StopForDeskDto] }) stops!: StopForDeskDto[];
}

export class RoutesForDeskAnswer {
  @ApiProperty({ type: [RouteForDeskDto] }) items!: RouteForDeskDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
