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
import { MAX_CART_LINES } from '../cart-limits.js';
import { withoutCodeReasons, type WithoutCode } from '../parcels/pickups/pickup.dto.js';
import { RideDto } from '../parcels/rides/ride.dto.js';
import { shopCancellationReasons, type ShopCancellationReason } from '../order-status.js';

export class ShopCancellationDto {
  @ApiProperty({ enum: shopCancellationReasons })
  @IsIn(shopCancellationReasons)
  reason!: ShopCancellationReason;

  @ApiPropertyOptional({ maxLength: 300, description: 'What the buyer is told besides' })
  @IsOptional()
  @PlainText({ max: 300 })
  words?: string;
}

export class PiecesDto {
  @ApiProperty({ format: 'uuid', description: 'A line of the order' })
  @IsUUID()
  lineId!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 999 })
  @IsInt()
  @Min(1)
  @Max(999)
  quantity!: number;
}

/** Pieces of lines, each line once. */
const Pieces = (): PropertyDecorator => (target, key) => {
  for (const decorate of [
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(MAX_CART_LINES),
    ArrayUnique(({ lineId }: PiecesDto) => lineId),
    ValidateNested({ each: true }),
    Type(() => PiecesDto),
    IsOptional(),
  ])
    decorate(target, key);
};

export class PackDto {
  @ApiProperty({ description: 'Made by the device: sent twice it is packed once' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  key!: string;

  @ApiPropertyOptional({ type: [PiecesDto], description: 'Everything that is not packed yet, unless given' })
  @Pieces()
  lines?: PiecesDto[];
}

export class HandOverDto {
  @ApiPropertyOptional({ maxLength: 60, description: 'Who carries it' })
  @IsOptional()
  @PlainText({ max: 60 })
  carrier?: string;

  @ApiPropertyOptional({ maxLength: 60, description: 'By which the buyer finds it at the carrier' })
  @IsOptional()
  @PlainText({ max: 60 })
  trackingCode?: string;

  @ApiPropertyOptional({ type: RideDto, description: 'The coach or boat it goes by' })
  @IsOptional()
  @ValidateNested()
  @Type(() => RideDto)
  ride?: RideDto;
}

export class ArrivalDto {
  @ApiPropertyOptional({
    type: [PiecesDto],
    description: 'What was refused at the door; nothing unless given',
  })
  @Pieces()
  refused?: PiecesDto[];

  @ApiPropertyOptional({
    description: 'Of a parcel at a tourism point: the six digits its buyer reads out; spaces do no harm',
  })
  @IsOptional()
  @Matches(/^ *(\d *){6}$/, {
    context: { code: 'bad_format', vi: 'Mã nhận hàng có 6 chữ số', en: 'Six digits' },
  })
  pickupCode?: string;

  @ApiPropertyOptional({
    enum: withoutCodeReasons,
    description: 'Given out without the code, and why; the buyer is told so',
  })
  @IsOptional()
  @IsIn(withoutCodeReasons)
  withoutCode?: WithoutCode;
}

export class ReturnToSenderDto {
  @ApiPropertyOptional({
    type: [PiecesDto],
    description: 'What cannot be sold any more; the rest of what was refused goes back on the shelf',
  })
  @Pieces()
  writtenOff?: PiecesDto[];
}
