import { ApiProperty } from '@nestjs/swagger';
import {
  QueryBoolean,
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryMatching,
  QueryText,
} from '../../../../platform/http/query-fields.js';

const money = { type: 'integer', description: 'đồng' } as const;

export class OwedRefundsQueryDto {
  @QueryText({ max: 200, description: 'An order’s code, or part of the shop’s name, accents optional' })
  q?: string;

  @QueryMatching(/^\d{5}$/, 'Only shops of that commune')
  commune?: string;

  @QueryBoolean('Only those whose last day has passed')
  overdue?: boolean;

  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ShopsMoneyQueryDto {
  @QueryText({ max: 200, description: 'Part of the shop’s name, accents optional' })
  q?: string;

  @QueryMatching(/^\d{5}$/, 'Only shops of that commune')
  commune?: string;

  @QueryChoice(
    ['owed', 'unmatched'],
    'Only shops that have to give something back, or with money of no order',
  )
  which?: 'owed' | 'unmatched';

  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class UnmatchedQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

class ShopOfMoneyAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'Xã Đất Mũi' }) commune!: string;
}

class OwedRefundAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() orderCode!: string;
  @ApiProperty(money) amountVnd!: number;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) owedAt!: string;
  @ApiProperty({ format: 'date', description: 'The last day to give it back (Law 19/2023, Art. 38)' })
  dueOn!: string;
  @ApiProperty({ description: 'Its last day has passed' }) overdue!: boolean;
  @ApiProperty({ description: 'A gateway gives it back by itself' }) byGateway!: boolean;
  @ApiProperty({ type: ShopOfMoneyAnswer }) seller!: ShopOfMoneyAnswer;
}

/** Who paid, and to which account it goes back, is told to nobody here. */
export class OwedRefundsAnswer {
  @ApiProperty({ type: [OwedRefundAnswer] }) items!: OwedRefundAnswer[];
  @ApiProperty({ type: 'integer', description: 'All that these filters find' }) count!: number;
  @ApiProperty(money) vnd!: number;
  @ApiProperty({ type: 'integer' }) overdue!: number;
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class ShopMoneyAnswer extends ShopOfMoneyAnswer {
  @ApiProperty({ type: 'integer', description: 'Refunds it still owes' }) owed!: number;
  @ApiProperty(money) owedVnd!: number;
  @ApiProperty({ type: 'integer', description: 'Of them, those whose last day has passed' }) overdue!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The nearest last day' })
  dueOn!: string | null;
  @ApiProperty({ type: 'integer', description: 'Receipts nobody knows the order of' }) unmatched!: number;
  @ApiProperty(money) unmatchedVnd!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the oldest came in' })
  unmatchedSince!: string | null;
}

export class ShopsMoneyAnswer {
  @ApiProperty({ type: [ShopMoneyAnswer] }) items!: ShopMoneyAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class UnmatchedMoneyAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(money) amountVnd!: number;
  @ApiProperty({ format: 'date-time' }) paidAt!: string;
  @ApiProperty({ enum: ['bank', 'statement', 'seller', 'cash', 'stripe', 'vnpay'] }) source!: string;
  @ApiProperty({ type: 'integer', description: 'Open orders of the shop that miss exactly that much' })
  fitting!: number;
}

/** The remark, which names people, stays with the shop. */
export class UnmatchedMoneyListAnswer {
  @ApiProperty({ type: ShopOfMoneyAnswer }) seller!: ShopOfMoneyAnswer;
  @ApiProperty({ type: [UnmatchedMoneyAnswer] }) items!: UnmatchedMoneyAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
