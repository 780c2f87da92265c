import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { PlainText } from '../../platform/http/plain-text.js';

const GROUPS = ['I', 'II', 'III', 'IV', 'V', 'VI'];

export class ProductGroupInput {
  @IsIn(GROUPS)
  code!: string;

  @PlainText({ max: 120 })
  name!: string;

  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  slug!: string;
}

export class ProductSetInput {
  @IsInt()
  @Min(1)
  @Max(26)
  no!: number;

  @IsIn(GROUPS)
  group!: string;

  @PlainText({ max: 200 })
  name!: string;

  @PlainText({ max: 120 })
  ministry!: string;

  @IsBoolean()
  alcohol!: boolean;
}

/** The programme's fixed taxonomy, as `data/programme/product-sets.json` has it. */
export class ImportProductSetsInput {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProductGroupInput)
  groups!: ProductGroupInput[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProductSetInput)
  sets!: ProductSetInput[];
}
