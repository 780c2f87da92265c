import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../platform/http/plain-text.js';
import { producerKinds, type ProducerKind } from './producer.entity.js';

const SLUG = /^(?=.{1,120}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Where buyers' transfers go: an account in the seller's own name, never the floor's. */
export class BankAccountInput {
  @Matches(/^\d{6}$/)
  bin!: string;

  /** Letters occur in real account numbers too (virtual accounts), 19 characters is what a VietQR holds. */
  @Matches(/^[A-Z0-9]{6,19}$/)
  accountNumber!: string;

  @Matches(/^[A-Z0-9][A-Z0-9 ]{0,69}$/)
  accountName!: string;
}

/** A producer and its shop, as the registration form takes them. */
export class RegisterSellerInput {
  @Matches(SLUG)
  slug!: string;

  /** The shop's name on screens. */
  @PlainText({ max: 120 })
  name!: string;

  @PlainText({ max: 200 })
  legalName!: string;

  @IsIn(producerKinds)
  kind!: ProducerKind;

  @PlainText({ max: 120 })
  representative!: string;

  @Matches(/^\d{5}$/)
  communeCode!: string;

  @PlainText({ max: 200 })
  addressLine!: string;

  @Matches(/^\d{10}(-\d{3})?$/)
  taxCode!: string;

  /** Any number by which people reach the shop, landlines included. */
  @Matches(/^\+?\d[\d ]{7,18}$/)
  phone!: string;

  @PlainText({ min: 0, max: 4000, multiline: true })
  story!: string;

  @IsBoolean()
  acceptsCod!: boolean;

  /** null: no bank transfer. */
  @IsOptional()
  @ValidateNested()
  @Type(() => BankAccountInput)
  bankAccount!: BankAccountInput | null;

  /** Tourism points the seller brings ordered goods to. */
  @IsArray()
  @ArrayMaxSize(30)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  pickupPoints!: string[];

  /** Fields that are invented for a demonstration; empty for everybody else. */
  @IsArray()
  @ArrayMaxSize(40)
  @Matches(/^.{1,40}$/, { each: true })
  illustrative!: string[];
}
