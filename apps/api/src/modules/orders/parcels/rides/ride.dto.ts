import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional } from 'class-validator';
import { PlainText } from '../../../../platform/http/plain-text.js';

export const rideKinds = ['coach', 'boat'] as const;

const BAD_TIME = { context: { code: 'bad_format', vi: 'Chưa đúng ngày giờ', en: 'Not a time' } };

/** By which coach or boat a parcel goes. */
export class RideDto {
  @ApiProperty({ enum: rideKinds })
  @IsIn(rideKinds)
  kind!: (typeof rideKinds)[number];

  @ApiProperty({ maxLength: 60, description: 'Whose it is, or which: a line, a number plate' })
  @PlainText({ max: 60 })
  line!: string;

  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  leavesFrom!: string;

  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true, strictSeparator: true }, BAD_TIME)
  leavesAt!: string;

  @ApiProperty({ maxLength: 120, description: 'Where the buyer, or somebody for them, takes it over' })
  @PlainText({ max: 120 })
  arrivesTo!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, BAD_TIME)
  arrivesAt?: string;

  @ApiPropertyOptional({ maxLength: 20, description: 'Of whoever drives it; told to the buyer alone' })
  @IsOptional()
  @PlainText({ max: 20 })
  driverPhone?: string;
}

export class RideAnswer {
  @ApiProperty({ enum: rideKinds }) kind!: string;
  @ApiProperty() line!: string;
  @ApiProperty() leavesFrom!: string;
  @ApiProperty({ format: 'date-time' }) leavesAt!: string;
  @ApiProperty() arrivesTo!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) arrivesAt!: string | null;
}

export class BuyerRideAnswer extends RideAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'E.164; null once it is no longer kept' })
  driverPhone!: string | null;
}
