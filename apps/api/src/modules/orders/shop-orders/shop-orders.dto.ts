import { ApiProperty } from '@nestjs/swagger';
import { carrierCodes } from '#kernel/carriers';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { paymentMethods } from '../../payments/index.js';
import { OrderReturnAnswer } from '../returns/return.dto.js';
import { ShopGoAheadAnswer } from '../go-ahead/go-ahead.dto.js';
import { flagReasons } from '../flags/flag-causes.sql.js';
import { OpeningHoursAnswer } from '../../places/index.js';
import { ShopPickupAnswer } from '../parcels/pickups/pickup.dto.js';
import { RideAnswer } from '../parcels/rides/ride.dto.js';
import { ShipmentAnswer } from '../parcels/shipments/shipment.dto.js';
import { SHOWN, shopSteps } from './shop-orders.sql.js';

const ORDER = ['placed', 'confirmed', 'completed', 'cancelled'];
const PARCEL = ['packing', 'handed_over', 'delivered', 'refused', 'returned_to_sender', 'unsent'];

export class ShopOrdersQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryChoice(Object.keys(SHOWN), 'Whose turn it is; `todo`, the shop’s, unless given')
  show?: string;
}

export class ShopOrderPaymentAnswer {
  @ApiProperty({ enum: paymentMethods }) method!: string;
  @ApiProperty({ enum: ['pending', 'paid', 'refunded', 'partly_refunded', 'expired', 'failed'] })
  status!: string;
  @ApiProperty({ description: 'What is owed; at the door it falls by what was refused' }) amountVnd!: number;
  @ApiProperty({ type: 'integer', description: 'What of it has not come, less what goes back' })
  missingVnd!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What is paid before it is sent, the rest at the door',
  })
  depositVnd!: number | null;
  @ApiProperty({ description: 'A deposit is asked for and has not come' }) depositDue!: boolean;
  @ApiProperty({
    type: 'integer',
    description: 'What came ahead of the door, with a deposit: it collects so much less',
  })
  aheadVnd!: number;
}

export class ShopOrderFlagAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ enum: flagReasons }) reason!: string;
}

export class ShopOrderLineAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ type: Number, nullable: true }) weighedGrams!: number | null;
  @ApiProperty({ description: 'Pieces that lie in a parcel' }) packed!: number;
}

export class ShopParcelRef {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '1 for the first of the order' }) number!: number;
  @ApiProperty({ enum: PARCEL }) status!: string;
  @ApiProperty({ description: 'It waits at a tourism point and is given out by its code' })
  awaitsCode!: boolean;
}

export class ShopOrderCardAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ORDER }) status!: string;
  @ApiProperty({ enum: shopSteps, description: 'The one thing that comes next' }) step!: string;
  @ApiProperty({ format: 'date-time' }) placedAt!: string;
  @ApiProperty({ format: 'date-time' }) statusChangedAt!: string;
  @ApiProperty({ type: String, nullable: true }) cancellationReason!: string | null;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ type: ShopOrderPaymentAnswer }) payment!: ShopOrderPaymentAnswer;
  @ApiProperty({
    type: ShopGoAheadAnswer,
    nullable: true,
    description: 'The buyer’s word before it is sent; null where none is asked for',
  })
  goAhead!: ShopGoAheadAnswer | null;
  @ApiProperty({ type: [ShopParcelRef] }) parcels!: ShopParcelRef[];
  @ApiProperty({ type: [ShopOrderFlagAnswer] }) flags!: ShopOrderFlagAnswer[];
  @ApiProperty({ type: [ShopOrderLineAnswer] }) lines!: ShopOrderLineAnswer[];
}

export class ShopOrdersAnswer {
  @ApiProperty({ type: [ShopOrderCardAnswer] }) items!: ShopOrderCardAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ParcelLineAnswer {
  @ApiProperty({ format: 'uuid' }) lineId!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty() refused!: number;
  @ApiProperty({ description: 'Of what was refused: back on the shelf' }) returned!: number;
  @ApiProperty() writtenOff!: number;
}

class HandedOnAnswer {
  @ApiProperty({ type: 'integer', description: 'đồng that the carrier says it took' }) collectedVnd!: number;
  @ApiProperty({ type: 'integer', description: 'đồng of it that the carrier kept' }) feeVnd!: number;
  @ApiProperty({ format: 'date' }) paidOn!: string;
}

/** Cash that a carrier took at the door. */
class CarrierCashOfParcelAnswer {
  @ApiProperty({ type: 'integer', description: 'đồng' }) expectedVnd!: number;
  @ApiProperty({
    type: HandedOnAnswer,
    nullable: true,
    description: 'As the carrier’s statement says; null until it does',
  })
  handedOn!: HandedOnAnswer | null;
}

export class ShopParcelAnswer extends ShopParcelRef {
  @ApiProperty({ type: String, nullable: true }) carrier!: string | null;
  @ApiProperty({ type: String, nullable: true }) trackingCode!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) handedOverAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) arrivedAt!: string | null;
  @ApiProperty({ type: RideAnswer, nullable: true, description: 'The coach or boat it goes by' })
  ride!: RideAnswer | null;
  @ApiProperty({ type: ShipmentAnswer, nullable: true, description: 'The latest at a carrier' })
  shipment!: ShipmentAnswer | null;
  @ApiProperty({ type: 'integer', description: 'What its goods weigh, without wrapping' }) grams!: number;
  @ApiProperty({ type: ShopPickupAnswer, nullable: true, description: 'While it waits at a tourism point' })
  pickup!: ShopPickupAnswer | null;
  @ApiProperty({
    type: CarrierCashOfParcelAnswer,
    nullable: true,
    description: 'Once its carrier took cash for it at the door',
  })
  carrierCash!: CarrierCashOfParcelAnswer | null;
  @ApiProperty({ type: [ParcelLineAnswer] }) lines!: ParcelLineAnswer[];
}

export class OrderEventAnswer {
  @ApiProperty({ enum: ['order', 'fulfillment', 'payment', 'return', 'dispute', 'go_ahead', 'deposit'] })
  axis!: string;
  @ApiProperty() to!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ enum: ['buyer', 'seller', 'staff', 'officer', 'worker', 'gateway', 'carrier'] }) by!: string;
  @ApiProperty({ type: Object }) details!: Record<string, unknown>;
}

export class RecipientAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ example: '+84912345678' }) phone!: string;
  @ApiProperty({ enum: ['ship', 'pickup'] }) method!: string;
  @ApiProperty({ description: 'Address, or the name of the point it is picked up at' }) place!: string;
  @ApiProperty({
    type: OpeningHoursAnswer,
    nullable: true,
    description: 'Of the point, where they were said',
  })
  hours!: OpeningHoursAnswer | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
}

export class ShopOrderAnswer extends ShopOrderCardAnswer {
  @ApiProperty({ type: [OrderReturnAnswer], description: 'What its buyer gives back' })
  returns!: OrderReturnAnswer[];
  @ApiProperty({ type: String, nullable: true }) cancellationWords!: string | null;
  @ApiProperty() itemsVnd!: number;
  @ApiProperty() shippingFeeVnd!: number;
  @ApiProperty() discountVnd!: number;
  @ApiProperty() orderedTotalVnd!: number;
  @ApiProperty() shippingLabel!: string;
  @ApiProperty({ enum: carrierCodes, isArray: true, description: 'At which the shop has an account' })
  carriers!: string[];
  @ApiProperty({ type: [ShopParcelAnswer] }) declare parcels: ShopParcelAnswer[];
  @ApiProperty({ type: [OrderEventAnswer] }) events!: OrderEventAnswer[];
  @ApiProperty({
    type: RecipientAnswer,
    nullable: true,
    description: 'Who gets it and where; null once the order is over and nothing of it is on its way back',
  })
  recipient!: RecipientAnswer | null;
}
