import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { QueryMatching } from '../../../platform/http/query-fields.js';

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const NO_MONTH = { code: 'bad_month', vi: 'Chọn một tháng, như 2026-11', en: 'A month such as 2026-11' };
const money = { type: 'integer', description: 'đồng' } as const;
const integer = { type: 'integer' } as const;
const cameBack = { type: 'integer', nullable: true } as const;
const UNTOLD = 'Null in a statement of before that was told apart';

/** From which month through which one. */
export class IssueStatementDto {
  @ApiProperty({ example: '2026-01' })
  @Matches(MONTH, { context: NO_MONTH })
  fromMonth!: string;

  @ApiProperty({ example: '2026-11', description: 'At most 36 months, none to come' })
  @Matches(MONTH, { context: NO_MONTH })
  toMonth!: string;
}

/** The same for looking, the last twelve months where nothing is said. */
export class SalesQueryDto {
  @QueryMatching(MONTH, 'The first month')
  fromMonth?: string;

  @QueryMatching(MONTH, 'The last month')
  toMonth?: string;
}

class SalesRowDto {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty() product!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() unit!: string;
  @ApiProperty(integer) quantity!: number;
  @ApiProperty({ ...cameBack, description: `Pieces that came back, or never went. ${UNTOLD}` })
  returnedQuantity!: number | null;
  @ApiProperty(money) itemsVnd!: number;
  @ApiProperty({ ...cameBack, description: `đồng. ${UNTOLD}` }) returnedItemsVnd!: number | null;
  @ApiProperty({ ...cameBack, description: `đồng. ${UNTOLD}` }) netItemsVnd!: number | null;
  @ApiProperty({ ...money, description: 'đồng, less what came back where that is told apart' })
  completedVnd!: number;
}

class OrdersSumDto {
  @ApiProperty(integer) orders!: number;
  @ApiProperty(integer) completedOrders!: number;
  @ApiProperty(money) itemsVnd!: number;
  @ApiProperty(money) discountVnd!: number;
  @ApiProperty(money) shippingFeeVnd!: number;
  @ApiProperty(money) totalVnd!: number;
  @ApiProperty({ ...cameBack, description: `đồng that buyers do not pay, or get back. ${UNTOLD}` })
  returnedVnd!: number | null;
  @ApiProperty({ ...cameBack, description: `đồng. ${UNTOLD}` }) netVnd!: number | null;
}

class SalesSumDto extends OrdersSumDto {
  @ApiProperty(money) completedVnd!: number;
  @ApiProperty({ ...cameBack, description: `đồng. ${UNTOLD}` }) returnedItemsVnd!: number | null;
  @ApiProperty({ ...cameBack, description: `đồng. ${UNTOLD}` }) netItemsVnd!: number | null;
}

class SalesMonthDto extends OrdersSumDto {
  @ApiProperty({ example: '2026-11' }) month!: string;
}

/** What a shop sold, as a statement would say it now. */
export class SalesDto {
  @ApiProperty() fromMonth!: string;
  @ApiProperty() toMonth!: string;
  @ApiProperty({ type: [SalesRowDto] }) rows!: SalesRowDto[];
  @ApiProperty({ type: [SalesMonthDto] }) months!: SalesMonthDto[];
  @ApiProperty({ type: SalesSumDto }) sum!: SalesSumDto;
}

export class StatementDto {
  @ApiProperty() id!: string;
  @ApiProperty({ example: '03/2026/BKBH' }) number!: string;
  @ApiProperty({ description: 'Types to /xac-nhan' }) code!: string;
  @ApiProperty() fromMonth!: string;
  @ApiProperty() toMonth!: string;
  @ApiProperty() issuedAt!: Date;
  @ApiProperty(money) itemsVnd!: number;
  @ApiProperty({ ...cameBack, description: `đồng. ${UNTOLD}` }) netItemsVnd!: number | null;
}

export class StatementListDto {
  @ApiProperty({ type: [StatementDto] }) items!: StatementDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** What was stated, for whoever was handed the paper. */
export class StatedSalesDto extends SalesDto {
  @ApiProperty() number!: string;
  @ApiProperty() issuedAt!: Date;
  @ApiProperty({ example: '3f9a 02c1 77de 41b0', description: 'As it stands on the paper' }) digest!: string;
  @ApiProperty({ description: 'Whether the figures are still those that were issued' }) unchanged!: boolean;
  @ApiProperty() shopName!: string;
  @ApiProperty() shopSlug!: string;
  @ApiProperty() legalName!: string;
}
