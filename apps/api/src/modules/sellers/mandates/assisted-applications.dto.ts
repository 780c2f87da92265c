import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { producerKinds, type ProducerKind } from '../producer.entity.js';

/** What staff know of a producer who has nothing on the floor yet. */
export class AssistedApplicationDto {
  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  ownerName!: string;

  @ApiProperty({ description: 'The owner’s own mobile number, a basic phone too' })
  @IsString()
  @MaxLength(30)
  ownerPhone!: string;

  @ApiProperty({ enum: producerKinds })
  @IsIn(producerKinds)
  kind!: ProducerKind;

  @ApiProperty({ maxLength: 200, description: 'As on the registration' })
  @PlainText({ max: 200 })
  legalName!: string;

  @ApiProperty({ maxLength: 120, description: 'The shop’s name on screens' })
  @PlainText({ max: 120 })
  name!: string;

  @ApiProperty({ description: 'Of the caller’s communes' })
  @Matches(/^\d{5}$/)
  communeCode!: string;
}

export class AssistedApplicationAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time', description: 'Until when the code on the owner’s phone can be used' })
  codeExpiresAt!: string;
}

export class FoundedShopAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty({ description: 'The mandate under which the caller may act for the shop now' })
  mandateId!: string;
}
