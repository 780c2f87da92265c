import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { SLUG } from '../../../platform/http/slug.js';

export class FoundFromDto {
  @ApiProperty({ required: false, description: 'The slug a part begins with; from the beginning without it' })
  @IsOptional()
  @MaxLength(200)
  @Matches(SLUG)
  from?: string;
}

export class FoundPartDto {
  @ApiProperty({ description: 'Slug of its first page' }) from!: string;
  @ApiProperty({ format: 'date-time' }) changedAt!: string;
}

export class FoundPartsDto {
  @ApiProperty({ type: [FoundPartDto] }) products!: FoundPartDto[];
  @ApiProperty({ type: [FoundPartDto] }) sellers!: FoundPartDto[];
  @ApiProperty({ type: [FoundPartDto] }) 'tourism-points'!: FoundPartDto[];
  @ApiProperty({ type: [FoundPartDto] }) 'tourism-routes'!: FoundPartDto[];
  @ApiProperty({ type: [FoundPartDto] }) articles!: FoundPartDto[];
}

export class FoundAddressDto {
  @ApiProperty() slug!: string;
  @ApiProperty({ format: 'date-time' }) changedAt!: string;
}

export class FoundAddressesDto {
  @ApiProperty({ type: [FoundAddressDto] }) items!: FoundAddressDto[];
}

export class FoundGoodsItemDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ description: 'Of the cheapest option, VAT included' }) priceVnd!: number;
  @ApiProperty({ description: 'The price is the most one piece can cost' }) byWeight!: boolean;
  @ApiProperty() available!: number;
  @ApiProperty() stars!: number;
  @ApiProperty() seller!: string;
  @ApiProperty({ description: 'Name of the set' }) set!: string;
  @ApiProperty({ description: 'Name of the group' }) group!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of the first picture' }) image!: string | null;
}

export class FoundGoodsDto {
  @ApiProperty({ type: [FoundGoodsItemDto] }) items!: FoundGoodsItemDto[];
  @ApiProperty({ type: String, nullable: true, description: 'What to ask `from` next' }) next!: string | null;
}

export class MovedPageDto {
  @ApiProperty({ description: 'Where the page is now' }) slug!: string;
}
