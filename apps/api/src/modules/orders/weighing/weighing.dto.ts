import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsInt,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { MAX_CART_LINES } from '../cart-limits.js';

/** The heaviest piece a shop may list, as often as a line may hold it. */
const MOST_GRAMS = 200_000 * 999;

export class WeighedLineDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  lineId!: string;

  @ApiProperty({ type: 'integer', description: 'What all pieces of the line weigh together' })
  @IsInt()
  @Min(1)
  @Max(MOST_GRAMS)
  grams!: number;
}

export class WeighDto {
  @ApiProperty({ description: 'Made by the device: sent twice it is weighed once' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  key!: string;

  @ApiProperty({ type: [WeighedLineDto], description: 'Every line that still waits for the scales' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CART_LINES)
  @ValidateNested({ each: true })
  @Type(() => WeighedLineDto)
  lines!: WeighedLineDto[];
}

export class OrdersToWeighQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class LineToWeighAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty({ type: 'integer' }) kgPriceVnd!: number;
  @ApiProperty({ type: 'integer', description: 'What one piece weighs at most' }) maxGrams!: number;
  @ApiProperty({ description: 'The most the line can cost' }) totalVnd!: number;
}

export class OrderToWeighAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ format: 'date-time' }) placedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Not weighed by then, it is cancelled' }) weighBy!: string;
  @ApiProperty({ enum: ['cod', 'bank_transfer', 'card', 'wallet'] }) paymentMethod!: string;
  @ApiProperty({ description: 'The most the order can cost' }) totalVnd!: number;
  @ApiProperty({ type: [LineToWeighAnswer] }) lines!: LineToWeighAnswer[];
}

export class OrdersToWeighAnswer {
  @ApiProperty({ type: [OrderToWeighAnswer] }) items!: OrderToWeighAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class WeighedOrderLineAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) weighedGrams!: number;
  @ApiProperty() totalVnd!: number;
}

export class WeighedOrderAnswer {
  @ApiProperty() code!: string;
  @ApiProperty() itemsVnd!: number;
  @ApiProperty({ description: 'As agreed when it was ordered: weighing leaves it as it is' })
  shippingFeeVnd!: number;
  @ApiProperty() discountVnd!: number;
  @ApiProperty() totalVnd!: number;
  @ApiProperty() orderedTotalVnd!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'By when a transfer has to come; null where the buyer pays in cash',
  })
  payBy!: string | null;
  @ApiProperty({ type: [WeighedOrderLineAnswer] }) lines!: WeighedOrderLineAnswer[];
}
