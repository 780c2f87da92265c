import { ApiProperty } from '@nestjs/swagger';
import { PlainText } from '../../../platform/http/plain-text.js';

export class GrantKeeperDto {
  @ApiProperty({ maxLength: 30, description: 'Of somebody with an account here', example: '0912 345 678' })
  @PlainText({ max: 30 })
  phone!: string;
}

export class KeeperAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date-time' }) since!: string;
}

export class KeepersAnswer {
  @ApiProperty({ type: [KeeperAnswer] }) items!: KeeperAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
