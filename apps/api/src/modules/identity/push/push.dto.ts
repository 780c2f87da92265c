import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';

export class PushKeysDto {
  @ApiProperty({ description: 'The browser’s point on P-256 in base64url' })
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{87}$/)
  p256dh!: string;

  @ApiProperty({ description: '16 bytes in base64url' })
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{22}$/)
  auth!: string;
}

/** A PushSubscription as a browser writes it down (Push API, `toJSON`), without its expiry. */
export class PushSubscriptionDto {
  @ApiProperty({ description: 'Address at the push service of the browser' })
  @IsString()
  @Length(12, 1_000)
  @MaxLength(1_000)
  endpoint!: string;

  @ApiProperty({ type: PushKeysDto })
  @ValidateNested()
  @Type(() => PushKeysDto)
  keys!: PushKeysDto;
}

export class PushAnswer {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What a browser subscribes with (applicationServerKey); null where notices are not offered',
  })
  publicKey!: string | null;

  @ApiProperty({ description: 'Whether this device takes notices' })
  subscribed!: boolean;
}
