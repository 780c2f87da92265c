import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { taxCodeKind } from '#kernel/tax-code';
import { paymentMethods, type PaymentMethod } from '../payments/index.js';
import { PlainText } from '../../platform/http/plain-text.js';
import { MAX_QUOTE_TOKEN_LENGTH } from './quote-token.js';
import { SellerChoices, type SellerChoice } from './seller-choices.js';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TAX_CODE = /^(\d{10}(-\d{3})?|\d{12})$/;
const BAD_TAX_CODE = {
  code: 'bad_tax_code',
  vi: 'Mã số thuế chưa đúng, mời bạn xem lại từng số',
  en: 'Not a tax code: check its digits',
};

export class DeliveryDto {
  @ApiProperty({ enum: ['ship', 'pickup'] })
  @IsIn(['ship', 'pickup'])
  method!: 'ship' | 'pickup';

  @ApiPropertyOptional({ description: 'A commune of the province, by code' })
  @ValidateIf(
    (d: DeliveryDto) => d.method === 'ship' && (d.provinceCode === undefined || d.communeCode !== undefined),
  )
  @Matches(/^\d{5}$/, { context: { code: 'required', vi: 'Chọn xã, phường', en: 'Choose a commune' } })
  communeCode?: string;

  @ApiPropertyOptional({ description: 'Another province, by code, together with `ward`' })
  @ValidateIf((d: DeliveryDto) => d.method === 'ship' && d.provinceCode !== undefined)
  @Matches(/^\d{2}$/)
  provinceCode?: string;

  @ApiPropertyOptional({ description: 'Commune or ward in another province, free text', maxLength: 120 })
  @ValidateIf(
    (d: DeliveryDto) => d.method === 'ship' && d.provinceCode !== undefined && d.communeCode === undefined,
  )
  @PlainText({ max: 120 })
  ward?: string;

  @ApiPropertyOptional({ description: 'House number, street or hamlet; required to ship', maxLength: 300 })
  @ValidateIf((d: DeliveryDto) => d.method === 'ship')
  @PlainText({ max: 300 })
  line?: string;

  @ApiPropertyOptional({ description: 'Where to pick up; required for `pickup`' })
  @ValidateIf((d: DeliveryDto) => d.method === 'pickup')
  @Matches(SLUG)
  @MaxLength(120)
  tourismPointSlug?: string;
}

export class QuoteRequestDto {
  @ApiProperty({ type: DeliveryDto })
  @IsObject()
  @ValidateNested()
  @Type(() => DeliveryDto)
  delivery!: DeliveryDto;

  @ApiPropertyOptional({ maxLength: 60, description: 'A voucher’s code, as it was typed' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  voucherCode?: string;
}

export class ContactDto {
  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  name!: string;

  @ApiProperty({ description: '0[35789] and eight digits, or +84…; foreign numbers in E.164' })
  @IsString()
  @MaxLength(30)
  phone!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsEmail(
    {},
    { context: { code: 'bad_email', vi: 'Địa chỉ e-mail chưa đúng', en: 'Not a valid e-mail address' } },
  )
  @MaxLength(254)
  email?: string;
}

export class InvoiceRequestDto {
  @ApiProperty({ maxLength: 200 })
  @PlainText({ max: 200 })
  name!: string;

  @ApiProperty({
    description: '10 digits, or 10 digits, a hyphen and 3 digits; 12 digits of a personal number',
  })
  @Matches(TAX_CODE)
  @ValidateBy(
    {
      name: 'taxCodeChecks',
      // What has not even the form is told so by the rule above.
      validator: {
        validate: (value) =>
          typeof value !== 'string' || !TAX_CODE.test(value) || taxCodeKind(value) !== null,
        defaultMessage: () => BAD_TAX_CODE.en,
      },
    },
    { context: BAD_TAX_CODE },
  )
  taxCode!: string;

  @ApiProperty({ maxLength: 300 })
  @PlainText({ max: 300 })
  address!: string;

  @ApiProperty()
  @IsEmail()
  @MaxLength(254)
  email!: string;
}

export class PlaceOrderDto {
  @ApiProperty({ description: "The cart's secret" })
  @IsString()
  @MaxLength(64)
  cartId!: string;

  @ApiProperty({ type: ContactDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ContactDto)
  contact!: ContactDto;

  @ApiProperty({ type: DeliveryDto })
  @IsObject()
  @ValidateNested()
  @Type(() => DeliveryDto)
  delivery!: DeliveryDto;

  @ApiProperty({ enum: paymentMethods })
  @IsIn(paymentMethods)
  payment!: PaymentMethod;

  @ApiPropertyOptional({
    description: 'Choices for single sellers, by slug',
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: {
        payment: { type: 'string', enum: [...paymentMethods] },
        shippingOptionId: { type: 'string' },
        depositVnd: {
          type: 'integer',
          description: 'What the buyer agreed to pay before it is sent, where it is paid on delivery',
        },
      },
    },
  })
  @IsOptional()
  @SellerChoices()
  sellers?: Record<string, SellerChoice>;

  @ApiProperty({ description: 'What the buyer agreed to pay, in đồng; must equal the total exactly' })
  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  expectedTotalVnd!: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(MAX_QUOTE_TOKEN_LENGTH)
  quoteToken?: string;

  @ApiPropertyOptional({ maxLength: 60, description: 'A voucher’s code, as the quote was asked with it' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  voucherCode?: string;

  @ApiPropertyOptional({ description: 'The buyer says to be at least 18; required with alcohol' })
  @IsOptional()
  @IsBoolean()
  adultConfirmed?: boolean;

  @ApiPropertyOptional({ maxLength: 1000 })
  @IsOptional()
  @PlainText({ min: 0, max: 1000, multiline: true })
  note?: string;

  @ApiPropertyOptional({ type: InvoiceRequestDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => InvoiceRequestDto)
  invoice?: InvoiceRequestDto;
}
