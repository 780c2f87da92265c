import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { ShippingZone } from '#kernel/shipping';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryInteger, QueryMatching } from '../../../platform/http/query-fields.js';
import { fieldProblem } from '../../../platform/http/validation.js';

export const ZONES = [
  'same_commune',
  'province',
  'region',
  'country',
] as const satisfies readonly ShippingZone[];

/** What an option is called in addresses and in orders; it never changes. */
export const OPTION_CODE = /^[a-z][a-z-]{0,19}$/;

/** No parcel of the floor weighs a tonne. */
const MOST_GRAMS = 1_000_000;

/** What a parcel costs within one zone, and within how many days of the order it arrives. */
export class ZoneRateDto {
  @ApiProperty({ enum: ZONES })
  @IsIn(ZONES)
  zone!: ShippingZone;

  @ApiProperty({ type: 'integer', description: 'Up to `baseGrams`' })
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  baseFeeVnd!: number;

  @ApiProperty({ type: 'integer', description: 'Up to this weight the base fee covers the parcel' })
  @IsInt()
  @Min(1)
  @Max(MOST_GRAMS)
  baseGrams!: number;

  @ApiProperty({ type: 'integer', description: 'Each further step begun costs `stepFeeVnd`' })
  @IsInt()
  @Min(1)
  @Max(MOST_GRAMS)
  stepGrams!: number;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  stepFeeVnd!: number;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(0)
  @Max(60)
  minDays!: number;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(0)
  @Max(60)
  maxDays!: number;
}

export class ShippingRateInput extends ZoneRateDto {
  @Matches(OPTION_CODE)
  optionCode!: string;

  @PlainText({ max: 80 })
  label!: string;
}

export class SetShippingRatesInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ShippingRateInput)
  rates!: ShippingRateInput[];
}

export class ChangeShippingOptionDto {
  @ApiProperty({ type: String, nullable: true, description: 'Of the option as it was read; null: a new one' })
  @IsDefined()
  @ValidateIf(({ version }: ChangeShippingOptionDto) => version !== null)
  @Matches(/^[\w-]{43}$/)
  version!: string | null;

  @ApiProperty({ maxLength: 80 })
  @PlainText({ max: 80 })
  label!: string;

  @ApiProperty({ type: [ZoneRateDto], description: 'Every zone the option goes to; it leaves all others' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ZONES.length)
  @ArrayUnique(({ zone }: ZoneRateDto) => zone)
  @ValidateNested({ each: true })
  @Type(() => ZoneRateDto)
  zones!: ZoneRateDto[];
}

export class RemovedVersionDto {
  @ApiProperty({ description: 'Of the option as it was read' })
  @Matches(/^[\w-]{43}$/)
  version!: string;
}

export class RatePreviewQueryDto {
  @QueryMatching(/^\d{5}$/, 'The commune the parcel leaves from')
  from?: string;

  @QueryMatching(/^(\d{2}|\d{5})$/, 'The commune, or another province, it goes to')
  to?: string;

  @QueryInteger({ min: 1, max: MOST_GRAMS, description: 'Its weight' })
  grams?: number;
}

export class RateZoneAnswer extends ZoneRateDto {
  @ApiProperty({ format: 'uuid', description: 'Names the row in the history' }) id!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

export class RateOptionAnswer {
  @ApiProperty({ example: 'tieu-chuan' }) optionCode!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ description: 'Of exactly these fees; to be sent with a change of them' }) version!: string;
  @ApiProperty({ type: [RateZoneAnswer] }) zones!: RateZoneAnswer[];
}

export class RateTableAnswer {
  @ApiProperty({ type: [RateOptionAnswer] }) items!: RateOptionAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

export class PreviewedDaysAnswer {
  @ApiProperty({ type: 'integer' }) min!: number;
  @ApiProperty({ type: 'integer' }) max!: number;
}

export class PreviewedOptionAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ type: 'integer' }) feeVnd!: number;
  @ApiProperty({ type: PreviewedDaysAnswer }) days!: PreviewedDaysAnswer;
}

export class RatePreviewAnswer {
  @ApiProperty({ enum: ZONES }) zone!: ShippingZone;
  @ApiProperty({ type: [PreviewedOptionAnswer], description: 'The cheapest first' })
  options!: PreviewedOptionAnswer[];
}

/** @throws Problem validation_failed where a parcel would arrive before it could */
export function demandDays(rates: readonly ZoneRateDto[], path: string): void {
  rates.forEach(({ minDays, maxDays }, index) => {
    if (maxDays >= minDays) return;
    throw fieldProblem(
      `${path}.${index}.maxDays`,
      'too_small',
      'Ít hơn số ngày nhanh nhất',
      'Less than the fewest days',
    );
  });
}
