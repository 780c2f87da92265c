import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { CatchWeightDto } from '../catch-weight.dto.js';
import { MeasureInput } from '../list-product.dto.js';
import { handlings } from '../rules/listing-rules.js';

const HANDLING = handlings.map(({ code }) => code);
const MOST_DONG = 1_000_000_000;
const MOST_GRAMS = 200_000;
const MOST_PIECES = 1_000_000;

export class LabelFactsDto {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 2000, multiline: true })
  ingredients?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 500 })
  allergens?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 1000, multiline: true })
  use?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 500, multiline: true })
  storage?: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 3650 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  shelfLifeDays?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 200 })
  netContent?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 500, multiline: true })
  warning?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Percent by volume' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0)
  @Max(96)
  alcoholPercent?: number | null;
}

export class VariantPartDto {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Of a variant that was saved before' })
  @IsOptional()
  @IsUUID()
  id?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 120 })
  name?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description: 'VAT included; worked out where sold by weight',
  })
  @IsOptional()
  @IsInt()
  @Min(1_000)
  @Max(MOST_DONG)
  priceVnd?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'gói 500 g' })
  @IsOptional()
  @PlainText({ max: 60 })
  unit?: string | null;

  @ApiPropertyOptional({
    type: MeasureInput,
    nullable: true,
    description: 'How much a piece holds, for the price per kg',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => MeasureInput)
  measure?: MeasureInput | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Packed, as the carrier weighs it' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_GRAMS)
  weightGrams?: number | null;

  @ApiPropertyOptional({ type: CatchWeightDto, nullable: true, description: 'Sold by weight (bán theo cân)' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CatchWeightDto)
  catchWeight?: CatchWeightDto | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description:
      'Pieces on its shelf once it is published; of a variant that is on sale already it says nothing',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_PIECES)
  openingStock?: number | null;
}

export class ContentPictureDto {
  @ApiProperty({ format: 'uuid', description: 'A picture of the shop’s own, as POST …/pictures answered it' })
  @IsUUID()
  id!: string;

  @ApiProperty({ maxLength: 200 })
  @PlainText({ max: 200 })
  alt!: string;
}

/** Parts of a product's description; what is left out stays as it was, null empties it. */
export class ContentPartDto {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 160 })
  @IsOptional()
  @PlainText({ max: 160 })
  name?: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 26 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(26)
  setNo?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 4000 })
  @IsOptional()
  @PlainText({ max: 4000, multiline: true })
  description?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 8000 })
  @IsOptional()
  @PlainText({ max: 8000, multiline: true })
  story?: string | null;

  @ApiPropertyOptional({ type: LabelFactsDto, description: 'Replaces the label’s facts as a whole' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LabelFactsDto)
  label?: LabelFactsDto;

  @ApiPropertyOptional({ enum: ['province', 'country'], nullable: true })
  @IsOptional()
  @IsIn(['province', 'country'])
  shipsTo?: 'province' | 'country' | null;

  @ApiPropertyOptional({ enum: HANDLING, nullable: true, description: 'How it is kept on the way' })
  @IsOptional()
  @IsIn(HANDLING)
  handling?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 30,
    description: 'Within how many days it must arrive',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(30)
  maxTransitDays?: number | null;

  @ApiPropertyOptional({ type: [VariantPartDto], description: 'All variants, in their order' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => VariantPartDto)
  variants?: VariantPartDto[];

  @ApiPropertyOptional({ type: [ContentPictureDto], description: 'All pictures, in their order' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique((picture: ContentPictureDto) => picture.id)
  @ValidateNested({ each: true })
  @Type(() => ContentPictureDto)
  images?: ContentPictureDto[];
}
