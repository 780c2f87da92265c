import { ApiProperty } from '@nestjs/swagger';
import { paymentMethods } from '../../payments/index.js';

const money = { type: 'integer', description: 'đồng, tax included' } as const;
const text = { type: String, nullable: true } as const;

export class ContractSellerAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() legalName!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() address!: string;
  @ApiProperty() phone!: string;
  @ApiProperty(text) taxCode!: string | null;
}

export class ContractCertificateAnswer {
  @ApiProperty(text) productCode!: string | null;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ format: 'date' }) decisionDate!: string;
  @ApiProperty() issuedBy!: string;
  @ApiProperty({ format: 'date' }) validUntil!: string;
}

export class ContractLineAnswer {
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty(money) unitPriceVnd!: number;
  @ApiProperty(money) totalVnd!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Of goods sold by weight' })
  kgPriceVnd!: number | null;
  @ApiProperty({ type: Number, nullable: true }) maxGrams!: number | null;
  @ApiProperty() stars!: number;
  @ApiProperty({ description: 'Where it is from' }) madeIn!: string;
  @ApiProperty({ type: Object, description: 'The facts of its label' }) label!: Record<string, unknown>;
  @ApiProperty({ type: ContractCertificateAnswer }) certificate!: ContractCertificateAnswer;
}

export class ContractPaymentAnswer {
  @ApiProperty({ enum: paymentMethods }) method!: string;
  @ApiProperty(text) bankBin!: string | null;
  @ApiProperty(text) accountNumber!: string | null;
  @ApiProperty(text) accountName!: string | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    required: false,
    description: 'What is paid before it is sent; absent of contracts from before there were deposits',
  })
  depositVnd?: number | null;
}

export class ContractDaysAnswer {
  @ApiProperty() min!: number;
  @ApiProperty() max!: number;
}

export class ContractDeliveryAnswer {
  @ApiProperty({ enum: ['ship', 'pickup'] }) method!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ type: ContractDaysAnswer, description: 'From when the seller takes the order on' })
  days!: ContractDaysAnswer;
  @ApiProperty({ ...text, description: 'The point it is picked up at' }) point!: string | null;
}

/** What was agreed, frozen when it was ordered. */
export class AgreedAnswer {
  @ApiProperty({ type: 'integer', description: 'The form of what was frozen' }) form!: number;
  @ApiProperty() orderCode!: string;
  @ApiProperty() groupCode!: string;
  @ApiProperty({ format: 'date-time' }) orderedAt!: string;
  @ApiProperty({ type: ContractSellerAnswer }) seller!: ContractSellerAnswer;
  @ApiProperty({ type: [ContractLineAnswer] }) lines!: ContractLineAnswer[];
  @ApiProperty(money) itemsVnd!: number;
  @ApiProperty(money) shippingFeeVnd!: number;
  @ApiProperty(money) discountVnd!: number;
  @ApiProperty({ type: String, enum: ['seller', 'floor'], nullable: true }) discountBy!: string | null;
  @ApiProperty(money) totalVnd!: number;
  @ApiProperty({ type: ContractPaymentAnswer }) payment!: ContractPaymentAnswer;
  @ApiProperty({ type: ContractDeliveryAnswer }) delivery!: ContractDeliveryAnswer;
}

export class TermsSectionAnswer {
  @ApiProperty({ enum: ['conclusion', 'delivery', 'returns', 'refund', 'complaint'] }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() text!: string;
}

export class ContractFloorAnswer {
  @ApiProperty() name!: string;
  @ApiProperty() operator!: string;
  @ApiProperty() address!: string;
  @ApiProperty() phone!: string;
  @ApiProperty() email!: string;
}

export class ContractTermsAnswer {
  @ApiProperty() version!: string;
  @ApiProperty({ type: [TermsSectionAnswer] }) sections!: TermsSectionAnswer[];
  @ApiProperty({ type: ContractFloorAnswer }) floor!: ContractFloorAnswer;
}

export class ContractBuyerAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Masked: a link can be passed on' }) phone!: string;
}

/** The contract of an order (Law 19/2023, Art. 38). */
export class ContractAnswer {
  @ApiProperty({ type: AgreedAnswer }) agreed!: AgreedAnswer;
  @ApiProperty({ type: ContractTermsAnswer, description: 'As they held when it was ordered' })
  terms!: ContractTermsAnswer;
  @ApiProperty({
    type: ContractBuyerAnswer,
    nullable: true,
    description: 'null once that is not kept any more',
  })
  buyer!: ContractBuyerAnswer | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the seller took the order on; null while it did not',
  })
  concludedAt!: string | null;
  @ApiProperty({ description: 'SHA-256 of what was agreed, in hexadecimal' }) digest!: string;
  @ApiProperty({ description: 'SHA-256 of the terms' }) termsDigest!: string;
}
