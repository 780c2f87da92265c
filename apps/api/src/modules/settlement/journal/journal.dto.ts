import { ApiProperty } from '@nestjs/swagger';
import { QueryMatching } from '../../../platform/http/query-fields.js';

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const money = { type: 'integer', description: 'đồng' } as const;

/** Which month; this one where nothing is said. */
export class JournalQueryDto {
  @QueryMatching(MONTH, 'A month, `2026-11`')
  month?: string;
}

/** Amounts of one order in the month, or of all; taken back is negative. */
export class JournalSumDto {
  @ApiProperty(money) goodsVnd!: number;
  @ApiProperty(money) deliveryVnd!: number;
  @ApiProperty({ ...money, description: 'What came in, whoever told of it' }) collectedVnd!: number;
  @ApiProperty({ ...money, description: 'What was given back to buyers' }) refundedVnd!: number;
  @ApiProperty({ ...money, description: 'Tax at the source' }) taxVnd!: number;
  @ApiProperty({ ...money, description: 'The floor’s fee' }) feeVnd!: number;
  @ApiProperty({ ...money, description: 'Told of by the shop’s bank' }) bankVnd!: number;
  @ApiProperty({ ...money, description: 'Told of by a gateway' }) gatewayVnd!: number;
  @ApiProperty({ ...money, description: 'Told of by the shop: transfers it saw, cash it took itself' })
  wordVnd!: number;
  @ApiProperty({ ...money, description: 'Cash that a carrier took at the door' }) carrierVnd!: number;
  @ApiProperty({ ...money, description: 'Handed on by carriers, of whichever month' }) remittedVnd!: number;
}

export class JournalRowDto extends JournalSumDto {
  @ApiProperty({ description: 'Of the order' }) code!: string;
  @ApiProperty({ description: 'When the first of it was posted in the month' }) at!: Date;
  @ApiProperty({ enum: ['cod', 'bank_transfer', 'card', 'wallet'] }) method!: string;
  @ApiProperty({ enum: ['placed', 'confirmed', 'completed', 'cancelled'] }) status!: string;
}

class UnmatchedDto {
  @ApiProperty({ type: 'integer' }) count!: number;
  @ApiProperty(money) vnd!: number;
}

/** What a shop sold and collected in a month, as the ledger has it. */
export class JournalDto {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty({ type: [JournalRowDto] }) rows!: JournalRowDto[];
  @ApiProperty({ type: JournalSumDto }) sum!: JournalSumDto;
  @ApiProperty({ ...money, description: 'What carriers held at the end of the month, or hold now' })
  carriersHoldVnd!: number;
  @ApiProperty({ type: UnmatchedDto, description: 'Money the bank told of that fits no order' })
  unmatched!: UnmatchedDto;
}
