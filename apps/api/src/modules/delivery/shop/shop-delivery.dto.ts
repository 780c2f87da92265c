import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SLUG } from '../../../platform/http/slug.js';

/** A shop brings the goods itself. */
export class OwnDeliveryDto {
  @ApiProperty({ type: 'integer', description: 'Whatever the parcel weighs' })
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  feeVnd!: number;

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

  @ApiProperty({ type: [String], description: 'Communes of the province it goes to' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(/^\d{5}$/, { each: true })
  communes!: string[];
}

export class ChangeShopDeliveryDto {
  @ApiProperty({ type: 'integer', description: 'As it was read; 0 before the first change' })
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  version!: number;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Options of the fee table; null: all, also later ones',
  })
  @IsDefined()
  @ValidateIf(({ rateOptions }: ChangeShopDeliveryDto) => rateOptions !== null)
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^[a-z][a-z-]{0,19}$/, { each: true })
  rateOptions!: string[] | null;

  @ApiProperty({ type: OwnDeliveryDto, nullable: true })
  @IsDefined()
  @ValidateIf(({ own }: ChangeShopDeliveryDto) => own !== null)
  @ValidateNested()
  @Type(() => OwnDeliveryDto)
  own!: OwnDeliveryDto | null;

  @ApiProperty({ type: [String], description: 'Slugs of the tourism points it brings goods to' })
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  pickupPoints!: string[];
}

export class OfferedRateAnswer {
  @ApiProperty({ example: 'tieu-chuan' }) optionCode!: string;
  @ApiProperty() label!: string;
}

export class ShopDeliveryAnswer {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: [String], nullable: true }) rateOptions!: string[] | null;
  @ApiProperty({ type: OwnDeliveryDto, nullable: true }) own!: OwnDeliveryDto | null;
  @ApiProperty({ type: [String] }) pickupPoints!: string[];
  @ApiProperty({ type: [OfferedRateAnswer], description: 'What the fee table has to choose from' })
  offers!: OfferedRateAnswer[];
}
