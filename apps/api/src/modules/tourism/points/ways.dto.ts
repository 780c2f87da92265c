import { ApiProperty } from '@nestjs/swagger';
import { ValidateIf } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';

const said = (_: unknown, value: unknown): boolean => value !== null;

/** How to get to a point. */
export class WaysDto {
  @ApiProperty({ type: String, nullable: true, maxLength: 600, description: 'null: not said' })
  @ValidateIf(said)
  @PlainText({ max: 600, multiline: true })
  byRoad!: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 600 })
  @ValidateIf(said)
  @PlainText({ max: 600, multiline: true })
  byBoat!: string | null;
}
