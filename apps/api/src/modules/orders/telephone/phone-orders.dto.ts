import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { PlacedOrderAnswer } from '../answers.dto.js';
import { MAX_CART_LINES } from '../cart-limits.js';
import { DeliveryDto, PlaceOrderDto } from '../place-order.dto.js';

export class PhoneLineDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  variantId!: string;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(999)
  quantity!: number;
}

const Lines = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: [PhoneLineDto], description: 'Goods of the shop itself, each size once' }),
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(MAX_CART_LINES),
    ArrayUnique(({ variantId }: PhoneLineDto) => variantId),
    ValidateNested({ each: true }),
    Type(() => PhoneLineDto),
  );

export class PhoneQuoteDto {
  @Lines()
  lines!: PhoneLineDto[];

  @ApiProperty({ type: DeliveryDto })
  @IsObject()
  @ValidateNested()
  @Type(() => DeliveryDto)
  delivery!: DeliveryDto;
}

/** What a buyer would send, with the goods in place of a cart. */
export class PhoneOrderDto extends OmitType(PlaceOrderDto, [
  'cartId',
  'sellers',
  'invoice',
  'payment',
] as const) {
  @Lines()
  lines!: PhoneLineDto[];

  /** A gateway's page is opened by whoever pays, not by the shop. */
  @ApiProperty({ enum: ['cod', 'bank_transfer'] })
  @IsIn(['cod', 'bank_transfer'])
  payment!: 'cod' | 'bank_transfer';

  @ApiPropertyOptional({ maxLength: 20 })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  shippingOptionId?: string;
}

export class PhoneGoodsQueryDto {
  @ApiPropertyOptional({ maxLength: 200, description: 'Words of the name, with or without accents' })
  @IsOptional()
  @PlainText({ min: 0, max: 200 })
  q?: string;

  @ApiPropertyOptional({ description: 'Ids of sizes chosen already, with commas between; they come first' })
  @IsOptional()
  @Matches(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,49}$/)
  chosen?: string;
}

export class PhoneGoodAnswer {
  @ApiProperty({ format: 'uuid' }) variantId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: 'integer' }) priceVnd!: number;
  @ApiProperty({ type: 'integer', description: 'What can be taken now' }) available!: number;
  @ApiProperty() alcohol!: boolean;
}

export class PhoneGoodsAnswer {
  @ApiProperty({ type: [PhoneGoodAnswer] }) items!: PhoneGoodAnswer[];
}

/** Without the token: the way to the order is the buyer's, and goes to their phone. */
export class PhoneOrderAnswer extends OmitType(PlacedOrderAnswer, ['accessToken'] as const) {}
