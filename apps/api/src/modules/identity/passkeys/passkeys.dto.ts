import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';

export class AddPasskeyDto {
  @ApiProperty({ type: Object, description: 'What navigator.credentials.create answered, as JSON' })
  @IsObject()
  response!: Record<string, unknown>;

  @ApiProperty({ maxLength: 60, description: 'What the owner calls the device' })
  @PlainText({ max: 60 })
  label!: string;
}

export class PasskeyAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastUsedAt!: string | null;
}

export class PasskeyListAnswer {
  @ApiProperty({ type: [PasskeyAnswer] }) items!: PasskeyAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AddedPasskeyAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Codes for paper, shown this once; null for whoever has some already',
  })
  recoveryCodes!: string[] | null;
}
