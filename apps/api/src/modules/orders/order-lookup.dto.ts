import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { PlainText } from '../../platform/http/plain-text.js';

export class OrderLookupDto {
  @ApiProperty({ description: 'The phone number on the order' })
  @IsString()
  @MaxLength(30)
  phone!: string;

  @ApiProperty({ description: 'The code of the purchase or of one of its orders' })
  @PlainText({ max: 40 })
  code!: string;
}
