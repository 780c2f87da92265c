import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { breachEntryKinds, type BreachEntryKind } from './breach-entry.entity.js';

const BAD_TIME = { context: { code: 'bad_time', vi: 'Thời điểm chưa đúng', en: 'Not a point in time' } };

export class EnterBreachDto {
  @ApiProperty({ maxLength: 160 })
  @PlainText({ max: 160 })
  title!: string;

  @ApiProperty({ format: 'date-time', description: 'When somebody here noticed; the 72 hours begin then' })
  @IsISO8601({ strict: true, strictSeparator: true }, BAD_TIME)
  discoveredAt!: string;

  @ApiProperty({ maxLength: 4000, description: 'What happened' })
  @PlainText({ max: 4000, multiline: true })
  what!: string;

  @ApiProperty({ maxLength: 1000, description: 'Which data of which people; nobody by name' })
  @PlainText({ max: 1000, multiline: true })
  whose!: string;

  @ApiPropertyOptional({ description: 'How many people, as far as known' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  peopleCount?: number;
}

export class EnterBreachEntryDto {
  @ApiProperty({ enum: breachEntryKinds, description: '`closed` needs the authority to have been notified' })
  @IsIn(breachEntryKinds)
  kind!: BreachEntryKind;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it was done; now unless given' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, BAD_TIME)
  at?: string;

  @ApiProperty({ maxLength: 4000 })
  @PlainText({ max: 4000, multiline: true })
  text!: string;
}

export class BreachesQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class BreachAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'What officers call it' }) no!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ['open', 'closed'] }) status!: string;
  @ApiProperty({ format: 'date-time' }) discoveredAt!: string;
  @ApiProperty({ format: 'date-time', description: 'The authority hears of it until then: 72 hours' })
  notifyBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) authorityNotifiedAt!: string | null;
  @ApiProperty({ type: Number, nullable: true }) peopleCount!: number | null;
  @ApiProperty({ description: 'Not notified in time' }) late!: boolean;
}

export class BreachEntryAnswer {
  @ApiProperty({ enum: breachEntryKinds }) kind!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null once that account was erased' })
  enteredBy!: string | null;
  @ApiProperty({ format: 'date-time' }) enteredAt!: string;
}

export class BreachDetailAnswer extends BreachAnswer {
  @ApiProperty() what!: string;
  @ApiProperty() whose!: string;
  @ApiProperty({ type: [BreachEntryAnswer] }) entries!: BreachEntryAnswer[];
}

export class BreachesAnswer {
  @ApiProperty({ type: [BreachAnswer] }) items!: BreachAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
