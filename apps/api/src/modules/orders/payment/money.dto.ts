import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, Length } from 'class-validator';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { bankProviders, type BankProvider } from '../../payments/index.js';

const MOST_VND = 9_999_999_999_999;

export class MoneyQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ReceiptsQueryDto extends MoneyQueryDto {
  @ApiProperty({ enum: ['unmatched', 'all'], required: false, description: 'All unless given' })
  @IsOptional()
  @IsIn(['unmatched', 'all'])
  which?: 'unmatched' | 'all';
}

export class RefundsQueryDto extends MoneyQueryDto {
  @ApiProperty({ enum: ['owed', 'all'], required: false, description: 'All unless given' })
  @IsOptional()
  @IsIn(['owed', 'all'])
  which?: 'owed' | 'all';
}

export class MoneyReceivedDto {
  @ApiProperty({ description: 'Made by the device: sent twice it is one receipt' })
  @Matches(/^[A-Za-z0-9_-]{8,64}$/)
  key!: string;

  @ApiProperty({ type: 'integer', description: 'What came in on the shop’s account for this order' })
  @IsInt()
  @Min(1)
  @Max(MOST_VND)
  amountVnd!: number;
}

export class MoneyForOrderDto extends MoneyReceivedDto {
  @ApiProperty()
  @IsString()
  @Length(8, 40)
  orderCode!: string;
}

export class MatchDto {
  @ApiProperty({ description: 'The order the money is for; it must be the shop’s own' })
  @IsString()
  @Length(8, 40)
  orderCode!: string;
}

export class RefundSentDto {
  @ApiProperty({ description: 'The bank’s own number of the transfer, from its receipt' })
  @IsString()
  @Matches(/^[\p{L}\p{N} ._/-]{3,80}$/u)
  reference!: string;
}

export class ConnectDto {
  @ApiProperty({ enum: bankProviders })
  @IsIn(bankProviders)
  provider!: BankProvider;

  @ApiProperty({ description: 'With what the service signs its notices; never shown again' })
  @Matches(/^[\x21-\x7e]{16,200}$/)
  secret!: string;
}

export class SecretDto {
  @ApiProperty({ description: 'With what the service signs its notices from now on' })
  @Matches(/^[\x21-\x7e]{16,200}$/)
  secret!: string;
}

export class MoneyReceivedAnswer {
  @ApiProperty({
    enum: ['early', 'under', 'settled', 'over', 'double', 'late', 'too_late', 'same', 'repeated'],
    description: 'What the money did to the order',
  })
  outcome!: string;
  @ApiProperty({ type: String, nullable: true }) orderCode!: string | null;
}

export class WaitingPaymentAnswer {
  @ApiProperty() orderCode!: string;
  @ApiProperty({ format: 'date-time' }) placedAt!: string;
  @ApiProperty({ type: 'integer' }) amountVnd!: number;
  @ApiProperty({ type: 'integer', description: 'What came in by now, less what goes back' })
  receivedVnd!: number;
  @ApiProperty({ type: 'integer' }) missingVnd!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Only this is waited for; the rest is paid at the door',
  })
  depositVnd!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
  @ApiProperty() awaitsWeighing!: boolean;
}

export class WaitingPaymentsAnswer {
  @ApiProperty({ type: [WaitingPaymentAnswer] }) items!: WaitingPaymentAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReceiptAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['bank', 'statement', 'seller', 'cash', 'stripe', 'vnpay'] }) source!: string;
  @ApiProperty({ type: 'integer' }) amountVnd!: number;
  @ApiProperty({ format: 'date-time' }) paidAt!: string;
  @ApiProperty({ type: String, nullable: true }) remark!: string | null;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty() outcome!: string;
  @ApiProperty({ type: String, nullable: true }) orderCode!: string | null;
  @ApiProperty({ type: [String], description: 'Unmatched: open orders that miss exactly that much' })
  suggestions!: string[];
  @ApiProperty({ description: 'The shop said so itself and may still take it back' }) mayWithdraw!: boolean;
}

export class ReceiptsAnswer {
  @ApiProperty({ type: [ReceiptAnswer] }) items!: ReceiptAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class RefundAccountAnswer {
  @ApiProperty() bankName!: string;
  @ApiProperty() accountNumber!: string;
  @ApiProperty() accountName!: string;
}

export class RefundAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() orderCode!: string;
  @ApiProperty({ type: 'integer' }) amountVnd!: number;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: ['owed', 'sent', 'done', 'failed'] }) status!: string;
  @ApiProperty({ format: 'date-time' }) owedAt!: string;
  @ApiProperty({ format: 'date', description: 'The last day to give it back (Law 19/2023, Art. 38)' })
  dueOn!: string;
  @ApiProperty({ description: 'Still owed, and its last day has passed' }) overdue!: boolean;
  @ApiProperty({ description: 'The gateway gives it back by itself; the shop has nothing to send' })
  byGateway!: boolean;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({
    type: RefundAccountAnswer,
    nullable: true,
    description: 'Where the buyer wants it, while it is owed and where the buyer said so',
  })
  account!: RefundAccountAnswer | null;
}

export class RefundsAnswer {
  @ApiProperty({ type: [RefundAnswer] }) items!: RefundAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class MoneyAnswer {
  @ApiProperty({ description: 'Transfers that have not come, or not whole' }) waiting!: number;
  @ApiProperty({ type: 'integer' }) waitingVnd!: number;
  @ApiProperty({ description: 'Money nobody knows the order of' }) unmatched!: number;
  @ApiProperty({ type: 'integer' }) unmatchedVnd!: number;
  @ApiProperty({ description: 'Refunds still to be sent' }) owed!: number;
  @ApiProperty({ type: 'integer' }) owedVnd!: number;
  @ApiProperty({ description: 'Of them, those whose last day has passed' }) overdue!: number;
}

export class ConnectionAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: bankProviders }) provider!: string;
  @ApiProperty({ description: 'What the shop types into the service as the address it calls' }) url!: string;
  @ApiProperty({ format: 'date-time' }) since!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastNoticeAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastRefusedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['signature', 'time', 'content', 'account'] })
  lastRefusal!: string | null;
}

export class ConnectionsAnswer {
  @ApiProperty({ type: [ConnectionAnswer] }) items!: ConnectionAnswer[];
}
