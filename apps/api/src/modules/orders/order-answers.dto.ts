import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { OpeningHoursAnswer } from '../places/index.js';
import { BuyerPickupAnswer } from './parcels/pickups/pickup.dto.js';
import { BuyerRideAnswer } from './parcels/rides/ride.dto.js';
import { InvoiceAnswer } from './invoices/invoice.dto.js';
import { ByWeight, CatchWeightAnswer, OrderAnswer, SellerRef } from './answers.dto.js';
import { GO_AHEAD_STATUSES } from './go-ahead/go-ahead.dto.js';
import { flagReasons } from './flags/flag-causes.sql.js';
import { OrderReturnAnswer } from './returns/return.dto.js';
import { cancellationReasons } from './order-status.js';

export class LineFlagAnswer {
  @ApiProperty({ enum: flagReasons }) reason!: string;
  @ApiProperty({ format: 'date-time' }) since!: string;
}

export class OrderLineAnswer {
  @ApiProperty({ format: 'uuid' }) variantId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ description: 'OCOP stars at the sale' }) stars!: number;
  @ApiProperty() quantity!: number;
  @ApiProperty() unitPriceVnd!: number;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ type: 'integer', description: 'Pieces that may still go back' }) returnable!: number;
  @ByWeight() catchWeight?: CatchWeightAnswer;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'What all pieces weigh together, once they were weighed',
  })
  weighedGrams?: number;
  @ApiPropertyOptional({
    type: LineFlagAnswer,
    description: 'The goods left the floor after they were ordered, for a reason the buyer has to know',
  })
  flag?: LineFlagAnswer;
}

export class OrderRefundAnswer {
  @ApiProperty({ type: 'integer' }) amountVnd!: number;
  @ApiProperty({ enum: ['owed', 'sent', 'done', 'failed'] }) status!: string;
  @ApiProperty({ format: 'date', description: 'The last day to give it back (Law 19/2023, Art. 38)' })
  dueOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The number of the transfer, once it was sent' })
  reference!: string | null;
}

export class FulfillmentAnswer {
  @ApiProperty({ enum: ['packing', 'handed_over', 'delivered', 'refused', 'returned_to_sender', 'unsent'] })
  status!: string;
}

export class BuyerParcelAnswer extends FulfillmentAnswer {
  @ApiProperty({ description: '1 for the first of the order' }) number!: number;
  @ApiProperty({ type: String, nullable: true }) carrier!: string | null;
  @ApiProperty({ type: String, nullable: true }) trackingCode!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) handedOverAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) arrivedAt!: string | null;
  @ApiProperty({ type: BuyerRideAnswer, nullable: true, description: 'The coach or boat it goes by' })
  ride!: BuyerRideAnswer | null;
  @ApiProperty({
    type: BuyerPickupAnswer,
    nullable: true,
    description: 'While it waits at a tourism point: the code it is given out by',
  })
  pickup!: BuyerPickupAnswer | null;
  @ApiProperty() pieces!: number;
  @ApiProperty() refused!: number;
}

export class HappenedAnswer {
  @ApiProperty({ enum: ['order', 'fulfillment', 'payment', 'return', 'dispute', 'go_ahead', 'deposit'] })
  axis!: string;
  @ApiProperty() to!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class CancellationAnswer {
  @ApiProperty({ enum: cancellationReasons }) reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What the shop said of it' }) words!:
    string | null;
}

export class OrderSellerAnswer extends SellerRef {
  @ApiProperty({ description: 'Whom to call about this order' }) phone!: string;
}

export class OrderDetailAnswer extends OmitType(OrderAnswer, ['seller'] as const) {
  @ApiProperty({ type: OrderSellerAnswer }) seller!: OrderSellerAnswer;
  @ApiProperty() shippingLabel!: string;
  @ApiProperty({ type: [OrderLineAnswer] }) lines!: OrderLineAnswer[];
  @ApiProperty({ type: [OrderRefundAnswer], description: 'What goes back to the buyer' })
  refunds!: OrderRefundAnswer[];
  @ApiProperty({ type: [InvoiceAnswer], description: 'What the shop issued, the one that counts first' })
  invoices!: InvoiceAnswer[];
  @ApiProperty({
    type: FulfillmentAnswer,
    nullable: true,
    description: 'Of several parcels the one that is least far',
  })
  fulfillment!: FulfillmentAnswer | null;
  @ApiProperty({ type: [BuyerParcelAnswer] }) parcels!: BuyerParcelAnswer[];
  @ApiProperty({ type: [HappenedAnswer], description: 'What moved and when, the earliest first' })
  events!: HappenedAnswer[];
  @ApiProperty({
    type: String,
    enum: GO_AHEAD_STATUSES,
    nullable: true,
    description: 'The buyer’s word before it is sent; null where none is asked for',
  })
  goAhead!: string | null;
  @ApiProperty({ type: CancellationAnswer, nullable: true }) cancellation!: CancellationAnswer | null;
  @ApiProperty({ description: 'Everything was sent: the buyer may say that it came' }) canReceive!: boolean;
  @ApiProperty({
    enum: [
      'pay_by_transfer',
      'pay_deposit',
      'pay_online',
      'payment_expired',
      'seller_weighs',
      'seller_confirms',
      'seller_packs',
      'on_the_way',
      'arrived',
      'completed',
      'cancelled_by_buyer',
      'cancelled_unpaid',
      'cancelled_unweighed',
      'cancelled_by_seller',
      'cancelled_unconfirmed',
      'cancelled_refused',
    ],
  })
  nextStep!: string;
  @ApiProperty() canCancel!: boolean;
  @ApiProperty({ type: [OrderReturnAnswer], description: 'What goes back to the shop, the earliest first' })
  returns!: OrderReturnAnswer[];
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when some of it may still be given back; null where nothing may',
  })
  returnableUntil!: string | null;
}

export class ContactAnswer {
  @ApiProperty() name!: string;
  @ApiProperty() phoneMasked!: string;
}

export class PickupPointAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) place!: string | null;
  @ApiProperty({ type: OpeningHoursAnswer, nullable: true, description: 'null where nobody has said them' })
  hours!: OpeningHoursAnswer | null;
}

export class DeliveryAnswer {
  @ApiProperty({ enum: ['ship', 'pickup'] }) method!: string;
  @ApiPropertyOptional({ type: String, nullable: true }) line?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) commune?: string | null;
  @ApiPropertyOptional() province?: string;
  @ApiPropertyOptional({ type: PickupPointAnswer }) tourismPoint?: PickupPointAnswer;
}

export class InvoiceForAnswer {
  @ApiProperty() name!: string;
  @ApiProperty() taxCode!: string;
}

export class InvoiceAskedAnswer {
  @ApiProperty({ type: InvoiceForAnswer, nullable: true, description: 'Whom the invoices are for' })
  requested!: InvoiceForAnswer | null;
  @ApiProperty({ description: 'Whether that may be said, or said anew' }) canAsk!: boolean;
}

export class OrderGroupAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ format: 'date-time' }) placedAt!: string;
  @ApiProperty({
    type: ContactAnswer,
    nullable: true,
    description: 'null once the time orders are kept is over',
  })
  contact!: ContactAnswer | null;
  @ApiProperty({ type: DeliveryAnswer }) delivery!: DeliveryAnswer;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty() itemsVnd!: number;
  @ApiProperty() shippingFeeVnd!: number;
  @ApiProperty() discountVnd!: number;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ description: 'What was agreed when it was ordered; `totalVnd` may only fall below it' })
  orderedTotalVnd!: number;
  @ApiProperty({ type: InvoiceAskedAnswer }) invoice!: InvoiceAskedAnswer;
  @ApiProperty({ type: [OrderDetailAnswer] }) orders!: OrderDetailAnswer[];
}
