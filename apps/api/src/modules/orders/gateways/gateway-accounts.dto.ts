import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { gatewayNames, type GatewayName } from '../../payments/index.js';

const wrong = (vi: string, en: string): { context: object } => ({ context: { code: 'bad_format', vi, en } });

/** A shop's own account at a gateway. */
export class GatewayAccountDto {
  @ApiProperty({
    description: 'Stripe: the connected account (acct_…); VNPAY: the terminal code (vnp_TmnCode)',
  })
  @Matches(/^(acct_[A-Za-z0-9]{4,48}|[A-Z0-9]{8})$/, wrong('Mã tài khoản chưa đúng', 'Not an account there'))
  account!: string;

  @ApiPropertyOptional({ description: 'VNPAY: the secret of the terminal (vnp_HashSecret); kept sealed' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9]{16,64}$/, wrong('Chuỗi bí mật chưa đúng', 'Not the secret of a terminal'))
  secret?: string;
}

export class GatewayStateAnswer {
  @ApiProperty({ enum: gatewayNames }) gateway!: GatewayName;
  @ApiProperty({ description: 'Whether this floor is connected with it at all' }) offered!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'null: not taken by this shop' })
  account!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) since!: string | null;
}

export class GatewaysAnswer {
  @ApiProperty({ type: [GatewayStateAnswer] }) items!: GatewayStateAnswer[];
}
