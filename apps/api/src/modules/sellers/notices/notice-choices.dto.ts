import { ApiProperty } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn } from 'class-validator';

/** Ways in which somebody of a shop may be told of its orders. */
export const NOTICE_CHANNELS = ['push', 'email', 'sms'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

export class NoticeChoicesDto {
  @ApiProperty({ isArray: true, enum: NOTICE_CHANNELS })
  @IsArray()
  @ArrayUnique()
  @IsIn(NOTICE_CHANNELS, { each: true })
  channels!: NoticeChannel[];
}

export class NoticeChoicesAnswer {
  @ApiProperty({
    description: 'The shop’s own number, which always has an SMS of a new order',
    example: '+84912345678',
  })
  shopPhone!: string;

  @ApiProperty({ isArray: true, enum: NOTICE_CHANNELS, description: 'How the caller is told besides' })
  channels!: NoticeChannel[];

  @ApiProperty({ type: String, nullable: true, description: 'Where an e-mail would go' })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where an SMS would go' })
  phone!: string | null;
}
