import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CodeNameDto, SlugNameDto } from '../../catalogue/index.js';

const GROUPS = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;

export class MapQueryDto {
  @ApiPropertyOptional({ enum: GROUPS, description: 'Only points, shops and goods of this product group' })
  @IsOptional()
  @IsIn(GROUPS)
  group?: (typeof GROUPS)[number];
}

export class MapPointDto extends SlugNameDto {
  @ApiProperty() kind!: string;
  @ApiProperty() commune!: string;
  @ApiProperty({ description: 'Degrees north' }) lat!: number;
  @ApiProperty({ description: 'Degrees east' }) lon!: number;
  @ApiProperty({ type: 'integer', description: 'Listed products that are there' }) products!: number;
}

export class MapCommuneDto extends CodeNameDto {
  @ApiProperty({ description: 'Of its middle' }) lat!: number;
  @ApiProperty() lon!: number;
  @ApiProperty({ type: [SlugNameDto], description: 'Shops that have something listed' })
  sellers!: SlugNameDto[];
  @ApiProperty({ type: 'integer', description: 'Listed products from there' }) products!: number;
}

export class MapAnswer {
  @ApiProperty({ type: [MapPointDto], description: 'By name' }) points!: MapPointDto[];
  @ApiProperty({ type: [MapCommuneDto], description: 'Those where something is made, by name' })
  communes!: MapCommuneDto[];
}
