import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { carrierCodes, type CarrierCode } from '#kernel/carriers';

const Centimetres = (): PropertyDecorator => (target, key) => {
  for (const decorate of [
    ApiProperty({ type: 'integer', minimum: 1, maximum: 200, description: 'Centimetres' }),
    IsInt(),
    Min(1),
    Max(200),
  ])
    decorate(target, key);
};

/** A parcel to be fetched by a carrier. */
export class ShipmentDto {
  @ApiProperty({ enum: carrierCodes })
  @IsIn(carrierCodes)
  carrier!: CarrierCode;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 50_000, description: 'Packed' })
  @IsInt()
  @Min(1)
  @Max(50_000)
  grams!: number;

  @Centimetres() lengthCm!: number;
  @Centimetres() widthCm!: number;
  @Centimetres() heightCm!: number;
}

export class ShipmentQuoteAnswer {
  @ApiProperty({ type: 'integer', description: 'What the carrier would ask of the shop' }) feeVnd!: number;
}

export class ShipmentAnswer {
  @ApiProperty({ enum: carrierCodes }) carrier!: CarrierCode;
  @ApiProperty({
    enum: ['asked', 'booked', 'refused', 'cancelled'],
    description: '`asked`: the carrier has not said yet what it did',
  })
  status!: string;
  @ApiProperty({ type: String, nullable: true }) trackingCode!: string | null;
  @ApiProperty({ description: 'What it collects at the door' }) codVnd!: number;
  @ApiProperty({ type: Number, nullable: true }) feeVnd!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['waiting', 'taken', 'delivered', 'returning', 'returned', 'cancelled', 'lost'],
  })
  journey!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) journeyAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why not, in the carrier’s words' })
  refusal!: string | null;
}

export class CarrierNoticeAnswer {
  @ApiProperty() success!: boolean;
}
