import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { carrierCodes, type CarrierCode } from '#kernel/carriers';

const wrong = (vi: string, en: string): { context: object } => ({ context: { code: 'bad_format', vi, en } });

/** A shop's own account at a carrier. */
export class CarrierAccountDto {
  @ApiProperty({
    description:
      'GHN: ShopId; GHTK: the shop’s code (X-Client-Source); Viettel Post: the service of the contract (ORDER_SERVICE)',
  })
  @Matches(/^[A-Za-z0-9_.-]{1,60}$/, wrong('Mã chưa đúng', 'Not an account there'))
  account!: string;

  @ApiProperty({ description: 'The token of the carrier’s API; kept sealed' })
  @Matches(/^[\x21-\x7e]{16,1500}$/, wrong('Mã truy cập (token) chưa đúng', 'Not a token'))
  token!: string;
}

export class CarrierStateAnswer {
  @ApiProperty({ enum: carrierCodes }) carrier!: CarrierCode;
  @ApiProperty({ type: String, nullable: true, description: 'null: not used by this shop' })
  account!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) since!: string | null;
}

export class CarriersAnswer {
  @ApiProperty({ type: [CarrierStateAnswer] }) items!: CarrierStateAnswer[];
}
