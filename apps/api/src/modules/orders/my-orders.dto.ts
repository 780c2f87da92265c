import { ApiProperty } from '@nestjs/swagger';
import { QueryCursor, QueryInteger } from '../../platform/http/query-fields.js';
import { paymentMethods } from '../payments/index.js';
import { SellerRef } from './answers.dto.js';

export class MyOrdersQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class MyOrderPayment {
  @ApiProperty({ enum: paymentMethods }) method!: string;
  @ApiProperty({ enum: ['pending', 'paid', 'refunded', 'partly_refunded', 'expired', 'failed'] })
  status!: string;
  @ApiProperty({ description: 'A part of it is to be paid before it is sent, and has not come' })
  depositDue!: boolean;
}

export class MyOrderFulfillment {
  @ApiProperty({ description: 'As on the order’s page', example: 'handed_over' }) status!: string;
}

export class MyOrderAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ type: SellerRef }) seller!: SellerRef;
  @ApiProperty({ enum: ['placed', 'confirmed', 'completed', 'cancelled'] }) status!: string;
  @ApiProperty({ type: MyOrderPayment }) payment!: MyOrderPayment;
  @ApiProperty({
    type: MyOrderFulfillment,
    nullable: true,
    description:
      'Of several parcels the one that is least far; null before there is any, and once the order is over',
  })
  fulfillment!: MyOrderFulfillment | null;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ description: 'The first line, as it was sold' }) firstLine!: string;
  @ApiProperty({ description: 'How many lines there are in all' }) lines!: number;
}

export class MyOrderGroupAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ format: 'date-time' }) placedAt!: string;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ type: [MyOrderAnswer] }) orders!: MyOrderAnswer[];
}

export class MyOrderGroupsAnswer {
  @ApiProperty({ type: [MyOrderGroupAnswer] }) items!: MyOrderGroupAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
