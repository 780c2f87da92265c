import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger, QueryText } from '../../../platform/http/query-fields.js';
import { paymentMethods } from '../../payments/index.js';
import {
  disputeKinds,
  disputeOutcomes,
  openedKinds,
  proposals,
  type DisputeKind,
  type DisputeOutcome,
  type Proposal,
} from './dispute-status.js';

const MOST_VND = 9_999_999_999_999;
const STATUSES = ['open', 'answered', 'escalated', 'taken', 'settled', 'withdrawn', 'decided'];

/** Which disputes a list shows. */
export const shownDisputes = ['open', 'late', 'mine', 'closed', 'all'] as const;

export class ProposalDto {
  @ApiProperty({ enum: proposals, description: 'Money back, or what the words beside it say' })
  @IsIn(proposals)
  outcome!: Proposal;

  @ApiPropertyOptional({ type: 'integer', description: 'With `refund`: how much' })
  @ValidateIf(({ outcome }: ProposalDto) => outcome === 'refund')
  @IsInt()
  @Min(1)
  @Max(MOST_VND)
  amountVnd?: number;
}

export class DisputeMessageDto {
  @ApiProperty({ maxLength: 2000 })
  @PlainText({ max: 2000, multiline: true })
  words!: string;

  @ApiPropertyOptional({ type: ProposalDto, description: 'How to settle it; the other side may accept it' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ProposalDto)
  proposal?: ProposalDto;
}

export class OpenDisputeDto extends DisputeMessageDto {
  @ApiProperty({ enum: openedKinds })
  @IsIn(openedKinds)
  kind!: DisputeKind;
}

export class OfficerMessageDto {
  @ApiProperty({ maxLength: 2000 })
  @PlainText({ max: 2000, multiline: true })
  words!: string;
}

export class AcceptProposalDto {
  @ApiProperty({ format: 'uuid', description: 'The message whose proposal is accepted: the last one' })
  @IsUUID()
  proposalId!: string;
}

export class TakeDisputeDto {
  @ApiPropertyOptional({ description: 'A colleague has it, and hands it over' })
  @IsOptional()
  @IsBoolean()
  takeOver?: boolean;
}

export class DecideDisputeDto {
  @ApiProperty({ enum: disputeOutcomes })
  @IsIn(disputeOutcomes)
  outcome!: DisputeOutcome;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'With `refund`: at most what was paid and is still there',
  })
  @ValidateIf(({ outcome }: DecideDisputeDto) => outcome === 'refund')
  @IsInt()
  @Min(1)
  @Max(MOST_VND)
  amountVnd?: number;

  @ApiProperty({ maxLength: 2000, description: 'The reasons; both sides read them' })
  @PlainText({ max: 2000, multiline: true })
  words!: string;
}

export class ShopDisputesQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryChoice(['open', 'closed', 'all'], 'Which: open ones unless given, the most urgent first')
  show?: (typeof shownDisputes)[number];
}

export class DisputesQueryDto extends ShopDisputesQueryDto {
  @QueryChoice(shownDisputes, 'Which: open ones unless given, the most urgent first; `mine`: taken by you')
  declare show?: (typeof shownDisputes)[number];

  @QueryChoice(disputeKinds, 'Only of this kind')
  kind?: DisputeKind;

  @QueryText({ max: 120, description: 'An order’s code, or words of the shop’s name' })
  q?: string;
}

export class ProposalAnswer {
  @ApiProperty({ enum: proposals }) outcome!: string;
  @ApiProperty({ type: 'integer', nullable: true }) amountVnd!: number | null;
}

export class DisputeMessageAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['buyer', 'seller', 'staff', 'officer'] }) by!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null once it is no longer kept' })
  words!: string | null;
  @ApiProperty({ type: ProposalAnswer, nullable: true }) proposal!: ProposalAnswer | null;
  @ApiProperty({ format: 'date-time' }) writtenAt!: string;
}

export class DisputePictureAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['buyer', 'seller'] }) by!: string;
}

export class DisputeCardAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() orderCode!: string;
  @ApiProperty({ enum: disputeKinds }) kind!: string;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ format: 'date-time' }) statusChangedAt!: string;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ format: 'date', description: 'The last day of the shop’s first reply' })
  firstReplyBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) firstRepliedAt!: string | null;
  @ApiProperty({ format: 'date', description: 'The last day on which it is resolved' }) resolveBy!: string;
  @ApiProperty({ description: 'One of its clocks has run out' }) late!: boolean;
  @ApiProperty({ enum: disputeOutcomes, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) outcomeVnd!: number | null;
}

export class DisputeShopRef {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() commune!: string;
}

export class OfficersDisputeCardAnswer extends DisputeCardAnswer {
  @ApiProperty({ type: DisputeShopRef }) seller!: DisputeShopRef;
  @ApiProperty({ type: String, nullable: true, description: 'Who took the case' }) officer!: string | null;
  @ApiProperty({ description: 'You took the case' }) mine!: boolean;
  @ApiProperty({ description: 'You work in that shop, or did: another officer decides' }) own!: boolean;
}

export class DisputeAnswer extends DisputeCardAnswer {
  @ApiProperty({ type: [DisputeMessageAnswer] }) messages!: DisputeMessageAnswer[];
  @ApiProperty({ type: [DisputePictureAnswer] }) pictures!: DisputePictureAnswer[];
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The message whose proposal stands',
  })
  proposalId!: string | null;
  @ApiProperty({ enum: paymentMethods }) paymentMethod!: string;
  @ApiProperty({ type: 'integer', description: 'What was paid and is not given back' })
  refundableVnd!: number;
}

class DisputedLineAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer' }) quantity!: number;
}

export class DisputedReturnAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) number!: number;
  @ApiProperty() status!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, format: 'date-time' }) requestedAt!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why, in the buyer’s words' })
  words!: string | null;
  @ApiProperty({ type: String, nullable: true }) declineReason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the shop said' })
  declineWords!: string | null;
  @ApiProperty({ type: [DisputedLineAnswer] }) lines!: DisputedLineAnswer[];
  @ApiProperty({
    type: [String],
    description: 'Pictures the buyer sent with it, at the dispute’s own address',
  })
  pictures!: string[];
}

export class OfficersDisputeAnswer extends DisputeAnswer {
  @ApiProperty({ type: [DisputedReturnAnswer], description: 'Returns of the order, the earliest first' })
  returns!: DisputedReturnAnswer[];
  @ApiProperty({ type: DisputeShopRef }) seller!: DisputeShopRef;
  @ApiProperty({ type: String, nullable: true }) officer!: string | null;
  @ApiProperty() mine!: boolean;
  @ApiProperty() own!: boolean;
}

export class BuyersDisputesAnswer {
  @ApiProperty({ type: [DisputeAnswer] }) items!: DisputeAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ShopDisputesAnswer {
  @ApiProperty({ type: [DisputeCardAnswer] }) items!: DisputeCardAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class DisputeFiguresAnswer {
  @ApiProperty() open!: number;
  @ApiProperty() late!: number;
  @ApiProperty({ description: 'At the officers: not taken yet' }) waiting!: number;
  @ApiProperty() mine!: number;
}

export class OfficersDisputesAnswer {
  @ApiProperty({ type: [OfficersDisputeCardAnswer] }) items!: OfficersDisputeCardAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: DisputeFiguresAnswer }) figures!: DisputeFiguresAnswer;
}

export class ComplaintKindAnswer {
  @ApiProperty({ enum: disputeKinds }) kind!: string;
  @ApiProperty({ description: 'Working days from the day after it was opened' }) resolutionDays!: number;
}

export class ComplaintProcedureAnswer {
  @ApiProperty({ description: 'Working days' }) firstReplyDays!: number;
  @ApiProperty({ type: [ComplaintKindAnswer] }) kinds!: ComplaintKindAnswer[];
}
