import { ApiProperty } from '@nestjs/swagger';
import { paymentMethods } from '../../payments/index.js';
import type { OrderStatus } from '../order-status.js';

export class LineToAcceptAnswer {
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() quantity!: number;
}

export class OrderToAcceptAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['placed', 'confirmed', 'completed', 'cancelled'] }) status!: OrderStatus;
  @ApiProperty({ description: 'The name of the shop' }) shop!: string;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ enum: paymentMethods }) paymentMethod!: string;
  @ApiProperty({
    type: 'integer',
    description: 'What came ahead, with a deposit: the door collects so much less',
  })
  aheadVnd!: number;
  @ApiProperty({ type: [LineToAcceptAnswer] }) lines!: LineToAcceptAnswer[];
}
