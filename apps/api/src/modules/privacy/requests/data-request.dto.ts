import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { dataRequestKinds, type DataRequestKind } from './request-times.js';
import type { DataRequestChannel } from './data-request.entity.js';

const CHANNELS = ['letter', 'phone', 'counter', 'email'] as const;
const STATUSES = ['open', 'done', 'refused'];

export class EnterDataRequestDto {
  @ApiProperty({ enum: dataRequestKinds })
  @IsIn(dataRequestKinds)
  kind!: DataRequestKind;

  @ApiProperty({ enum: CHANNELS })
  @IsIn(CHANNELS)
  channel!: DataRequestChannel;

  @ApiProperty({ format: 'date', description: 'The day it came in; not in the future' })
  @IsDay()
  receivedOn!: string;

  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  name!: string;

  @ApiProperty({ maxLength: 300, description: 'Where the answer goes: number, e-mail, postal address' })
  @PlainText({ max: 300 })
  reach!: string;

  @ApiProperty({ maxLength: 2000, description: 'What is asked, in their words' })
  @PlainText({ max: 2000, multiline: true })
  details!: string;

  @ApiPropertyOptional({ description: 'A shop or a carrier holds the data too' })
  @IsOptional()
  @IsBoolean()
  thirdParties?: boolean;
}

export class ExtendDataRequestDto {
  @ApiProperty({ maxLength: 1000, description: 'Told to the person' })
  @PlainText({ max: 1000, multiline: true })
  reason!: string;
}

export class AnswerDataRequestDto {
  @ApiProperty({ enum: ['done', 'refused'] })
  @IsIn(['done', 'refused'])
  outcome!: 'done' | 'refused';

  @ApiProperty({ maxLength: 2000, description: 'What was done or why not, as told to the person' })
  @PlainText({ max: 2000, multiline: true })
  answer!: string;
}

export class DataRequestsQueryDto {
  @QueryChoice(['open', 'closed'], 'Open ones (the most urgent first) unless given')
  state?: 'open' | 'closed';

  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class DataRequestAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'What officers call it' }) no!: number;
  @ApiProperty({ enum: dataRequestKinds }) kind!: string;
  @ApiProperty({ enum: CHANNELS }) channel!: string;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ format: 'date' }) receivedOn!: string;
  @ApiProperty() thirdParties!: boolean;
  @ApiProperty({ format: 'date' }) acknowledgeBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) acknowledgedAt!: string | null;
  @ApiProperty({ format: 'date' }) dueOn!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) extendedAt!: string | null;
  @ApiProperty({ description: 'A day of the law has passed without its act' }) late!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'null once it was kept long enough' })
  name!: string | null;
}

export class DataRequestDetailAnswer extends DataRequestAnswer {
  @ApiProperty({ type: String, nullable: true }) reach!: string | null;
  @ApiProperty({ type: String, nullable: true }) details!: string | null;
  @ApiProperty({ type: String, nullable: true }) extensionReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
}

export class DataRequestsAnswer {
  @ApiProperty({ type: [DataRequestAnswer] }) items!: DataRequestAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
