import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { PlainText } from '../../platform/http/plain-text.js';
import { CatchWeightDto } from './catch-weight.dto.js';
import { SeasonDto } from './stock/stock.dto.js';

const SLUG = /^(?=.{1,160}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** How much one piece holds, where a price per kilogram or litre can be told. */
export class MeasureInput {
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  amount!: number;

  @IsIn(['g', 'ml', 'piece'])
  unit!: 'g' | 'ml' | 'piece';
}

export class VariantInput {
  @PlainText({ max: 120 })
  name!: string;

  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  priceVnd!: number;

  /** What one piece is, for people: "gói 500 g". */
  @PlainText({ max: 60 })
  unit!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => MeasureInput)
  measure!: MeasureInput | null;

  /** Sold by weight; `priceVnd` is then what the heaviest piece costs. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CatchWeightDto)
  catchWeight?: CatchWeightDto | null;

  /** Packed, as the carrier weighs it. */
  @IsInt()
  @Min(1)
  @Max(200_000)
  weightGrams!: number;
}

/** A picture the image store has taken in. */
export class ProductImageInput {
  @Matches(/^[0-9a-f]{64}$/)
  sha!: string;

  @IsInt()
  @Min(1)
  width!: number;

  @IsInt()
  @Min(1)
  height!: number;

  @PlainText({ max: 200 })
  alt!: string;
}

/** A tourism point shows the product, as checked on that day. */
export class ShelfInput {
  @Matches(SLUG)
  tourismPoint!: string;

  @IsDay()
  checkedOn!: string;
}

/** A product as its seller describes it. */
export class ListProductInput {
  @IsUUID()
  sellerId!: string;

  @Matches(SLUG)
  slug!: string;

  @PlainText({ max: 160 })
  name!: string;

  @IsInt()
  @Min(1)
  @Max(26)
  setNo!: number;

  /** Where it is made. */
  @Matches(/^\d{5}$/)
  communeCode!: string;

  @PlainText({ max: 4000, multiline: true })
  description!: string;

  @PlainText({ min: 0, max: 8000, multiline: true })
  story!: string;

  /** What the label says: ingredients, use, storage, shelfLifeDays, allergens, warning, netContent … */
  @IsObject()
  label!: Record<string, unknown>;

  @IsIn(['province', 'country'])
  shipsTo!: 'province' | 'country';

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => VariantInput)
  variants!: VariantInput[];

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ProductImageInput)
  images!: ProductImageInput[];

  @IsArray()
  @ArrayMaxSize(30)
  @ArrayUnique((shelf: ShelfInput) => shelf.tourismPoint)
  @ValidateNested({ each: true })
  @Type(() => ShelfInput)
  shelves!: ShelfInput[];

  /** Left out where it is sold all year. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SeasonDto)
  season?: SeasonDto;

  /** Fields that are invented for a demonstration; empty for everybody else. */
  @IsArray()
  @ArrayMaxSize(60)
  @Matches(/^.{1,40}$/, { each: true })
  illustrative!: string[];
}
