import { ApiProperty } from '@nestjs/swagger';
import { producerKinds } from './producer.entity.js';
import { QueryCursor, QueryInteger } from '../../platform/http/query-fields.js';

export class SellersQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Sellers on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class SellerCommuneDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class ShopSellerDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'As on the certificate' }) legalName!: string;
  @ApiProperty({
    enum: producerKinds,
  })
  kind!: string;
  @ApiProperty({ type: SellerCommuneDto }) commune!: SellerCommuneDto;
  @ApiProperty() address!: string;
  @ApiProperty() phone!: string;
  @ApiProperty() taxCode!: string;
  @ApiProperty() story!: string;
  @ApiProperty({ enum: ['approved', 'suspended', 'closed'] }) status!: string;
  @ApiProperty({ type: 'integer', description: 'Products listed today' }) productCount!: number;
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
}

export class ShopSellerListDto {
  @ApiProperty({ type: [ShopSellerDto] }) items!: ShopSellerDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class SellerPointDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class ShopSellerDetailDto extends ShopSellerDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What is shown beside its address where it is passed on, 1200 × 630; null where it does not sell',
  })
  sharePicture!: string | null;
  @ApiProperty({ type: [SellerPointDto], description: 'Tourism points this seller brings orders to' })
  pickupPoints!: SellerPointDto[];
}
