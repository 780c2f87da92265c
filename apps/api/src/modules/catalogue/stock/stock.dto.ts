import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { CLOSURE_REASONS } from './seller-closure.entity.js';

const MOST_PIECES = 1_000_000;

export class StockTapDto {
  @ApiProperty({ description: 'Made by the device with the tap: sent twice it counts once' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  key!: string;
}

export class RecountDto extends StockTapDto {
  @ApiProperty({ type: 'integer', description: 'Everything on the shelf, what is promised included' })
  @IsInt()
  @Min(0)
  @Max(MOST_PIECES)
  onHand!: number;
}

export class PiecesDto extends StockTapDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(MOST_PIECES)
  quantity!: number;
}

export class BatchDto {
  @ApiProperty({ maxLength: 40, description: 'As it is printed on the packing' })
  @PlainText({ max: 40 })
  code!: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  madeOn!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day it may be sold',
  })
  @IsOptional()
  @IsDay()
  expiresOn?: string | null;

  @ApiProperty({ type: 'integer', description: 'Pieces it was made of' })
  @IsInt()
  @Min(0)
  @Max(MOST_PIECES)
  quantity!: number;
}

export class AddBatchDto extends BatchDto {
  @ApiProperty({ description: 'Made by the device: sent twice it is one batch' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  key!: string;

  @ApiPropertyOptional({
    description: 'Its pieces are counted in stock already; otherwise they come in with it',
  })
  @IsOptional()
  @IsBoolean()
  onShelf?: boolean;
}

export class ClosureDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  fromOn!: string;

  @ApiProperty({ format: 'date', description: 'The last closed day' })
  @IsDay()
  untilOn!: string;

  @ApiProperty({ enum: CLOSURE_REASONS, description: 'Tết, tides, harvest, rest' })
  @IsIn(CLOSURE_REASONS)
  reason!: (typeof CLOSURE_REASONS)[number];

  @ApiPropertyOptional({ maxLength: 200, description: 'For the shop itself' })
  @IsOptional()
  @PlainText({ min: 0, max: 200 })
  note?: string;
}

export class SeasonDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  orderFrom!: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  orderUntil!: string;

  @ApiProperty({ format: 'date', description: 'Until then it is ordered beforehand' })
  @IsDay()
  deliverFrom!: string;
}

export class ShelfAnswer {
  @ApiProperty({ type: 'integer' }) onHand!: number;
  @ApiProperty({ type: 'integer', description: 'Promised to orders' }) reserved!: number;
  @ApiProperty({ type: 'integer', description: 'What buyers can take now' }) available!: number;
}

export class AddedBatchAnswer extends ShelfAnswer {
  @ApiProperty() id!: string;
}

class BatchAnswer extends BatchDto {
  @ApiProperty() id!: string;
  declare expiresOn: string | null;
  @ApiProperty({ description: 'On its labels; `GET /traces/{code}` tells where it is from' })
  traceCode!: string;
  @ApiProperty() expired!: boolean;
}

class MovementAnswer {
  @ApiProperty({ type: 'integer' }) quantity!: number;
  @ApiProperty({ enum: ['received', 'shipped', 'returned', 'counted', 'sold_elsewhere'] }) reason!: string;
  @ApiProperty({ format: 'date-time' }) at!: Date;
}

export class VariantStockAnswer extends ShelfAnswer {
  @ApiProperty({ type: 'integer', description: 'On the shelf, and in no batch that is still good' })
  notSellable!: number;
  @ApiProperty({ type: [BatchAnswer] }) batches!: BatchAnswer[];
  @ApiProperty({ type: [MovementAnswer], description: 'The last thirty' }) movements!: MovementAnswer[];
}

export class ClosureAnswer extends ClosureDto {
  @ApiProperty() id!: string;
  declare note: string;
}

export class ClosureListAnswer {
  @ApiProperty({ type: [ClosureAnswer] }) items!: ClosureAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
