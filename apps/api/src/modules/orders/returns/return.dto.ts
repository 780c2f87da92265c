import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { MAX_CART_LINES } from '../cart-limits.js';
import { PiecesDto } from '../shop-orders/shop-order-acts.dto.js';
import {
  declineReasons,
  returnReasons,
  type ShopsDeclineReason,
  type ReturnReason,
} from './return-status.js';

const STATUSES = ['requested', 'escalated', 'agreed', 'settled', 'declined', 'withdrawn'];

export class ReturnPiecesDto {
  @ApiProperty({ format: 'uuid', description: 'What was ordered, as the order names it' })
  @IsUUID()
  variantId!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 999 })
  @IsInt()
  @Min(1)
  @Max(999)
  quantity!: number;
}

export class RefundAccountDto {
  @ApiProperty({ example: '970436', description: 'The bank, as NAPAS numbers it' })
  @Matches(/^\d{6}$/)
  bankBin!: string;

  @ApiProperty({ example: '0123456789' })
  @Matches(/^[A-Za-z0-9]{4,19}$/)
  accountNumber!: string;

  @ApiProperty({ maxLength: 70, example: 'NGUYEN VAN MAU' })
  @PlainText({ max: 70 })
  accountName!: string;
}

export class ReturnDto {
  @ApiProperty({ description: 'Made by the form: sent twice it is one return' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  key!: string;

  @ApiProperty({ enum: returnReasons })
  @IsIn(returnReasons)
  reason!: ReturnReason;

  @ApiProperty({ maxLength: 1000, description: 'What is wrong, in the buyer’s own words' })
  @PlainText({ max: 1000, multiline: true })
  words!: string;

  @ApiProperty({ type: [ReturnPiecesDto] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CART_LINES)
  @ArrayUnique(({ variantId }: ReturnPiecesDto) => variantId)
  @ValidateNested({ each: true })
  @Type(() => ReturnPiecesDto)
  lines!: ReturnPiecesDto[];

  @ApiProperty({ type: [String], description: 'One to five pictures that were sent before' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  photos!: string[];

  @ApiPropertyOptional({
    type: RefundAccountDto,
    description: 'Where a refund by transfer goes; needed for what was paid at the door',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => RefundAccountDto)
  refundAccount?: RefundAccountDto;
}

export class AgreementDto {
  @ApiProperty({ enum: ['back', 'kept'], description: '`kept`: the money goes back without the goods' })
  @IsIn(['back', 'kept'])
  goods!: 'back' | 'kept';
}

export class DeclineDto {
  @ApiProperty({ enum: declineReasons })
  @IsIn(declineReasons)
  reason!: ShopsDeclineReason;

  @ApiPropertyOptional({ maxLength: 300, description: 'What the buyer is told besides' })
  @IsOptional()
  @PlainText({ max: 300 })
  words?: string;
}

export class GoodsBackDto {
  @ApiPropertyOptional({
    type: [PiecesDto],
    description: 'What cannot be sold any more; the rest goes back on the shelf',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CART_LINES)
  @ArrayUnique(({ lineId }: PiecesDto) => lineId)
  @ValidateNested({ each: true })
  @Type(() => PiecesDto)
  writtenOff?: PiecesDto[];
}

export class ShopReturnsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @ApiProperty({ enum: ['open', 'over'], required: false, description: '`open` unless given' })
  @IsOptional()
  @IsIn(['open', 'over'])
  show?: 'open' | 'over';
}

export class ReturnPhotoAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class ReturnedLineAnswer {
  @ApiProperty({ format: 'uuid' }) lineId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Its part of what goes back, once that is settled',
  })
  refundVnd!: number | null;
  @ApiProperty({ description: 'Of what came back: on the shelf again' }) restocked!: number;
  @ApiProperty() writtenOff!: number;
}

export class OrderReturnAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '1 for the first of the order' }) number!: number;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ format: 'date-time' }) statusChangedAt!: string;
  @ApiProperty({ enum: returnReasons }) reason!: string;
  @ApiProperty({ enum: ['shop', 'buyer', 'nobody'], description: 'Who pays for the way back' })
  carriage!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The buyer’s words; null once the time orders are kept is over',
  })
  words!: string | null;
  @ApiProperty({ format: 'date-time' }) requestedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Until when the shop answers; then officers hear of it' })
  answerBy!: string;
  @ApiProperty({ type: String, enum: ['back', 'kept'], nullable: true }) goods!: string | null;
  @ApiProperty({ type: String, enum: [...declineReasons, 'officer'], nullable: true }) declineReason!:
    string | null;
  @ApiProperty({ type: String, nullable: true }) declineWords!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What goes back to the buyer, delivery included',
  })
  refundVnd!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of that, the delivery fee' })
  shippingVnd!: number | null;
  @ApiProperty({ type: [String], description: 'Pictures, by id' }) photos!: string[];
  @ApiProperty({ type: [ReturnedLineAnswer] }) lines!: ReturnedLineAnswer[];
}

export class ShopReturnAnswer {
  @ApiProperty() orderCode!: string;
  @ApiProperty() number!: number;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ enum: returnReasons }) reason!: string;
  @ApiProperty({ format: 'date-time' }) requestedAt!: string;
  @ApiProperty({ format: 'date-time' }) answerBy!: string;
  @ApiProperty({ type: Number, nullable: true }) refundVnd!: number | null;
  @ApiProperty({ description: 'Pieces of it' }) pieces!: number;
  @ApiProperty({ description: 'What it is of, in one line' }) goodsNames!: string;
}

export class ShopReturnsAnswer {
  @ApiProperty({ type: [ShopReturnAnswer] }) items!: ShopReturnAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
