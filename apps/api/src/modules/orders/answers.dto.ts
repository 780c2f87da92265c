import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { paymentMethods } from '../payments/index.js';

// What the API says about carts and orders, for the document and the typed client. The answers themselves are built
// by the *-view.ts files, which list their fields one by one.

export class SellerRef {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class CartImage {
  @ApiProperty() url!: string;
  @ApiProperty() width!: number;
  @ApiProperty() height!: number;
  @ApiProperty() alt!: string;
}

export class CatchWeightAnswer {
  @ApiProperty({ type: 'integer', description: 'Đồng for one kilogram' }) kgPriceVnd!: number;
  @ApiProperty({ type: 'integer', description: 'What one piece weighs at most' }) maxGrams!: number;
}

/** Of a line of goods sold by weight. */
export const ByWeight = (): PropertyDecorator =>
  ApiPropertyOptional({
    type: CatchWeightAnswer,
    description: 'Sold by weight: weighed at packing; `totalVnd` is the most it can be and may only fall',
  });

export class CartLineAnswer {
  @ApiProperty({ format: 'uuid' }) variantId!: string;
  @ApiProperty() productSlug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty({ description: 'đồng; 0 while the product cannot be ordered' }) unitPriceVnd!: number;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ description: 'What can be taken now' }) available!: number;
  @ApiProperty() alcohol!: boolean;
  @ApiProperty({ type: Number, nullable: true }) stars!: number | null;
  @ApiProperty({ type: CartImage, nullable: true }) image!: CartImage | null;
  @ApiProperty({ type: SellerRef }) seller!: SellerRef;
  @ByWeight() catchWeight?: CatchWeightAnswer;
  @ApiPropertyOptional({ enum: ['out_of_stock', 'certificate_lapsed', 'seller_suspended', 'unpublished'] })
  problem?: string;
}

export class CartAnswer {
  @ApiProperty({ description: 'The secret of the cart' }) id!: string;
  @ApiProperty({ enum: ['open', 'placed'] }) status!: string;
  @ApiProperty({ type: [CartLineAnswer] }) lines!: CartLineAnswer[];
  @ApiProperty() itemsVnd!: number;
}

export class AttachedCartAnswer extends CartAnswer {
  @ApiProperty({ description: 'Lines that found no room: a cart has at most 50' }) omittedLines!: number;
}

export class ShippingDays {
  @ApiProperty() min!: number;
  @ApiProperty() max!: number;
}

export class ShippingOptionAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() label!: string;
  @ApiProperty() feeVnd!: number;
  @ApiProperty({ type: ShippingDays }) days!: ShippingDays;
}

export class PaymentMethodAnswer {
  @ApiProperty({ enum: paymentMethods }) method!: string;
  @ApiProperty() available!: boolean;
  @ApiPropertyOptional({ enum: ['cod_not_allowed', 'payment_method_unavailable'] }) reason?: string;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Of `cod`: what the shop wants to be paid before it sends, the rest on delivery',
  })
  depositVnd?: number;
}

export class QuoteLineAnswer {
  @ApiProperty({ format: 'uuid' }) variantId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty() unitPriceVnd!: number;
  @ApiProperty() totalVnd!: number;
  @ByWeight() catchWeight?: CatchWeightAnswer;
  @ApiPropertyOptional({
    enum: [
      'out_of_stock',
      'certificate_lapsed',
      'seller_suspended',
      'unpublished',
      'delivery_unavailable',
      'pickup_unavailable',
    ],
  })
  problem?: string;

  @ApiPropertyOptional({
    enum: ['province_only', 'too_slow', 'no_way'],
    description: 'With `delivery_unavailable`: why it does not go there',
  })
  obstacle?: string;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description: 'Within how many days it must arrive',
  })
  maxTransitDays?: number | null;
}

export class SellerQuoteAnswer {
  @ApiProperty({ type: SellerRef }) seller!: SellerRef;
  @ApiProperty({ type: [QuoteLineAnswer] }) lines!: QuoteLineAnswer[];
  @ApiProperty({ type: [ShippingOptionAnswer] }) shippingOptions!: ShippingOptionAnswer[];
  @ApiProperty({ type: [PaymentMethodAnswer] }) paymentMethods!: PaymentMethodAnswer[];
  @ApiProperty() itemsVnd!: number;
  @ApiProperty() shippingFeeVnd!: number;
  @ApiProperty() discountVnd!: number;
  @ApiProperty() totalVnd!: number;
}

export class QuotedVoucherAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ description: 'What it takes off; 0 with a problem' }) discountVnd!: number;
  @ApiProperty({ enum: ['seller', 'floor'], description: 'Who bears it' }) paidBy!: 'seller' | 'floor';
  @ApiProperty({ description: 'Goods for at least so much' }) minItemsVnd!: number;
  @ApiPropertyOptional({
    enum: [
      'voucher_unknown',
      'voucher_not_started',
      'voucher_ended',
      'voucher_used_up',
      'voucher_used_by_you',
      'voucher_minimum',
      'voucher_not_for_these',
    ],
  })
  problem?: string;
}

export class QuoteRequires {
  @ApiProperty() adult!: boolean;
}

export class QuoteAnswer {
  @ApiProperty({ description: 'Digest of what the buyer agrees to' }) quoteToken!: string;
  @ApiProperty() itemsVnd!: number;
  @ApiProperty() shippingFeeVnd!: number;
  @ApiProperty() discountVnd!: number;
  @ApiProperty({ description: "With each seller's cheapest shipping option" }) totalVnd!: number;
  @ApiPropertyOptional({ type: QuotedVoucherAnswer, description: 'Where a code was given' })
  voucher?: QuotedVoucherAnswer;
  @ApiProperty({ type: QuoteRequires }) requires!: QuoteRequires;
  @ApiProperty({ type: [SellerQuoteAnswer] }) sellers!: SellerQuoteAnswer[];
}

export class BankRef {
  @ApiProperty() bin!: string;
  @ApiProperty() name!: string;
}

export class VietQrAnswer {
  @ApiProperty({ description: 'The text of the QR code (NAPAS VietQR, dynamic)' }) payload!: string;
  @ApiProperty({ type: BankRef }) bank!: BankRef;
  @ApiProperty() accountNumber!: string;
  @ApiProperty() accountName!: string;
  @ApiProperty() purpose!: string;
}

export class PaymentAnswer {
  @ApiProperty({ enum: paymentMethods }) method!: string;
  @ApiProperty({ enum: ['pending', 'paid', 'refunded', 'partly_refunded', 'expired', 'failed'] })
  status!: string;
  @ApiPropertyOptional({ format: 'date-time' }) expiresAt?: string;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'What is to be paid, where some of the order was refused or could not be sent',
  })
  amountVnd?: number;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'What came in by now; only while something is missing',
  })
  receivedVnd?: number;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'What is still missing; the QR code is of that amount',
  })
  missingVnd?: number;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'What is paid before it is sent; the rest at the door',
  })
  depositVnd?: number;
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the deposit was there; absent while it is waited for',
  })
  depositPaidAt?: string;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'With a deposit, while something is left for the door: how much, as it is now',
  })
  doorVnd?: number;
  @ApiPropertyOptional({ type: VietQrAnswer }) vietqr?: VietQrAnswer;
  @ApiPropertyOptional({ description: 'The gateway’s page on which a card or wallet pays it' })
  checkoutUrl?: string;
}

export class OrderAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ type: SellerRef }) seller!: SellerRef;
  @ApiProperty({ enum: ['placed', 'confirmed', 'completed', 'cancelled'] }) status!: string;
  @ApiProperty() itemsVnd!: number;
  @ApiProperty() shippingFeeVnd!: number;
  @ApiProperty() discountVnd!: number;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ description: 'What was agreed when it was ordered; `totalVnd` may only fall below it' })
  orderedTotalVnd!: number;
  @ApiProperty({ description: 'Some goods still wait for the scales: what there is to pay is not known yet' })
  awaitsWeighing!: boolean;
  @ApiProperty({ type: PaymentAnswer }) payment!: PaymentAnswer;
}

export class PlacedOrderAnswer {
  @ApiProperty() code!: string;
  @ApiProperty({ description: 'Opens the purchase; sent back in the header Order-Token' })
  accessToken!: string;
  @ApiProperty() totalVnd!: number;
  @ApiProperty({ type: [OrderAnswer] }) orders!: OrderAnswer[];
}
