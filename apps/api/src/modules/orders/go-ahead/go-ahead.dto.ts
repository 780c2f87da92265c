import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { LineToAcceptAnswer } from '../confirming/acceptance.dto.js';
import type { GoAheadStatus } from './go-ahead-status.js';

export const GO_AHEAD_STATUSES = ['asked', 'given', 'waived', 'refused'];

/** What came of a call. */
export const callOutcomes = ['given', 'unanswered', 'refused'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export class CallDto {
  @ApiProperty({
    enum: callOutcomes,
    description: 'The buyer wants it; nobody answered; the buyer wants it no more, which cancels the order',
  })
  @IsIn(callOutcomes)
  outcome!: CallOutcome;

  @ApiProperty({
    type: 'integer',
    description: 'How many unanswered calls the shop saw: the same one sent twice counts once',
  })
  @IsInt()
  @Min(0)
  @Max(1000)
  tries!: number;
}

export class WaiverDto {
  @ApiProperty({ minLength: 5, maxLength: 300, description: 'Why it is sent without the buyer’s word' })
  @PlainText({ min: 5, max: 300 })
  words!: string;
}

/** What a link asks its buyer about. */
export class GoAheadAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: GO_AHEAD_STATUSES }) status!: GoAheadStatus;
  @ApiProperty({ description: 'The name of the shop' }) shop!: string;
  @ApiProperty({ description: 'Whom to call about it' }) shopPhone!: string;
  @ApiProperty({ description: 'What is paid at the door' }) amountVnd!: number;
  @ApiProperty({ type: [LineToAcceptAnswer] }) lines!: LineToAcceptAnswer[];
}

/** The same as its shop sees it. */
export class ShopGoAheadAnswer {
  @ApiProperty({ enum: GO_AHEAD_STATUSES }) status!: GoAheadStatus;
  @ApiProperty({ type: 'integer', description: 'Calls that nobody answered' }) tries!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastTriedAt!: string | null;
  @ApiProperty({ description: 'The time to wait for the buyer’s word is over' }) overdue!: boolean;
  @ApiProperty({ type: String, enum: ['link', 'page', 'call'], nullable: true }) givenBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) waiverWords!: string | null;
}
