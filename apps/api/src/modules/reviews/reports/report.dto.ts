import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { reportOutcomes, type ReportOutcome } from './report-status.js';

const STATUSES = ['open', 'taken', 'decided'];
const SUBJECTS = ['product', 'seller'] as const;
const instant = { type: String, format: 'date-time' } as const;
const nullable = { nullable: true } as const;

/** Which reports a list shows. */
export const shownReports = ['open', 'late', 'mine', 'closed', 'all'] as const;

export class FileReportDto {
  @ApiProperty({ maxLength: 40, description: 'A reason of the list (`GET /report-reasons`)' })
  @PlainText({ max: 40 })
  reason!: string;

  @ApiProperty({ maxLength: 2000, description: 'What is wrong; only officers read it' })
  @PlainText({ max: 2000, multiline: true })
  words!: string;

  @ApiPropertyOptional({
    maxLength: 254,
    description: 'Of a guest who wants an answer: a Vietnamese mobile number or an e-mail address',
  })
  @IsOptional()
  @PlainText({ min: 0, max: 254 })
  contact?: string;
}

export class FiledReportAnswer {
  @ApiProperty({ format: 'date', description: 'The last day on which an officer takes it' }) takeBy!: string;
  @ApiProperty({ format: 'date', description: 'The last day on which it is decided' }) resolveBy!: string;
  @ApiProperty({ description: 'Whether the answer has somebody to go to' }) answered!: boolean;
}

export class ReportReasonAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ description: 'In Vietnamese' }) name!: string;
  @ApiProperty({ description: 'In English' }) nameEn!: string;
  @ApiProperty({ isArray: true, enum: SUBJECTS }) about!: readonly string[];
  @ApiProperty({ type: 'integer', description: 'Working days' }) resolutionDays!: number;
}

export class ReportReasonsAnswer {
  @ApiProperty({ type: 'integer', description: 'Working days' }) firstReplyDays!: number;
  @ApiProperty({ type: [ReportReasonAnswer] }) items!: ReportReasonAnswer[];
}

export class TakeReportDto {
  @ApiPropertyOptional({ description: 'A colleague has it, and hands it over' })
  @IsOptional()
  @IsBoolean()
  takeOver?: boolean;
}

export class DecideReportDto {
  @ApiProperty({ enum: reportOutcomes })
  @IsIn(reportOutcomes)
  outcome!: ReportOutcome;

  @ApiProperty({ maxLength: 2000, description: 'The reasons, as the reporter is told' })
  @PlainText({ max: 2000, multiline: true })
  answer!: string;

  @ApiPropertyOptional({
    maxLength: 2000,
    description: 'As the shop is told; needed unless dismissed, and never says who reported',
  })
  @IsOptional()
  @PlainText({ max: 2000, multiline: true })
  shopWords?: string;

  @ApiPropertyOptional({ maxLength: 40, description: 'With `suspended`: a reason of decisions about shops' })
  @IsOptional()
  @PlainText({ max: 40 })
  suspensionReason?: string;
}

export class LiftReportDto {
  @ApiProperty({ maxLength: 2000, description: 'As the shop is told' })
  @PlainText({ max: 2000, multiline: true })
  words!: string;
}

export class ReportsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryChoice([...shownReports], 'Which: open ones unless given, the most urgent first')
  show?: (typeof shownReports)[number];
}

class ReportedSubject {
  @ApiProperty({ enum: SUBJECTS }) kind!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

class ReportedShop {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() commune!: string;
}

export class ReportAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer', description: 'What officers and the reporter call it' }) no!: number;
  @ApiProperty({ type: ReportedSubject }) subject!: ReportedSubject;
  @ApiProperty({ type: ReportedShop }) seller!: ReportedShop;
  @ApiProperty() reason!: string;
  @ApiProperty({ description: 'In Vietnamese' }) reasonName!: string;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty(instant) receivedAt!: string;
  @ApiProperty({ format: 'date' }) takeBy!: string;
  @ApiProperty({ format: 'date' }) resolveBy!: string;
  @ApiProperty({ description: 'A last day has passed' }) late!: boolean;
  @ApiProperty({ enum: reportOutcomes, type: String, ...nullable }) outcome!: string | null;
  @ApiProperty({ type: String, ...nullable, description: 'Who took it' }) officer!: string | null;
  @ApiProperty({ description: 'Whether that is the caller' }) mine!: boolean;
  @ApiProperty({ description: 'The caller works or worked in that shop, or reported it' }) own!: boolean;
  @ApiProperty({ type: 'integer', description: 'Other reports of the same product or shop in a year' })
  others!: number;
}

class ReporterAnswer {
  @ApiProperty({ enum: ['account', 'guest', 'nobody'], description: '`nobody` left no way to be reached' })
  kind!: string;
  @ApiProperty({ type: String, ...nullable, description: 'Name of the account, or what a guest left' })
  name!: string | null;
}

class ReportTakedown {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(instant) takenDownAt!: string;
  @ApiProperty({ ...instant, ...nullable }) liftedAt!: string | null;
}

class ReportSuspension {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ ...instant, description: 'Five days after the notice' }) startsAt!: string;
  @ApiProperty({ ...instant, ...nullable }) endedAt!: string | null;
}

class SuspensionReason {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class ReportDetailAnswer extends ReportAnswer {
  @ApiProperty({ type: String, ...nullable, description: 'null once it was kept long enough' })
  words!: string | null;
  @ApiProperty({ type: ReporterAnswer }) reporter!: ReporterAnswer;
  @ApiProperty({ type: String, ...nullable }) answer!: string | null;
  @ApiProperty({ ...instant, ...nullable }) decidedAt!: string | null;
  @ApiProperty({ type: ReportTakedown, ...nullable }) takedown!: ReportTakedown | null;
  @ApiProperty({ type: ReportSuspension, ...nullable }) suspension!: ReportSuspension | null;
  @ApiProperty({
    isArray: true,
    enum: reportOutcomes,
    description: 'What the caller may decide, by their duties and as things stand',
  })
  possible!: readonly string[];
  @ApiProperty({ type: [SuspensionReason], description: 'What a suspension may be founded on' })
  suspensionReasons!: readonly SuspensionReason[];
}

class ReportFigures {
  @ApiProperty({ type: 'integer' }) open!: number;
  @ApiProperty({ type: 'integer' }) late!: number;
  @ApiProperty({ type: 'integer' }) waiting!: number;
  @ApiProperty({ type: 'integer' }) mine!: number;
}

export class ReportsAnswer {
  @ApiProperty({ type: [ReportAnswer] }) items!: ReportAnswer[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
  @ApiProperty({ type: ReportFigures }) figures!: ReportFigures;
}
