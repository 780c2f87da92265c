import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { ContentPartDto } from './product-content.dto.js';

export class ShopProductsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'So many, 24 unless said' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class StartProductDto {
  @ApiProperty({ description: 'Made by the device that holds the draft: sent again, it is the same product' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  draftKey!: string;

  @ApiPropertyOptional({ type: ContentPartDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => ContentPartDto)
  content?: ContentPartDto;
}

export class SaveChangeDto {
  @ApiProperty({
    type: 'integer',
    description: 'The version this was begun from; 0 where there was no change',
  })
  @IsInt()
  @Min(0)
  version!: number;

  @ApiProperty({ type: ContentPartDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => ContentPartDto)
  content!: ContentPartDto;
}

export class SubmitChangeDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class SetPriceDto {
  @ApiPropertyOptional({ type: 'integer', description: 'Of a piece, VAT included' })
  @IsOptional()
  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  priceVnd?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Of a kilogram, where the variant is sold by weight' })
  @IsOptional()
  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  kgPriceVnd?: number;
}
