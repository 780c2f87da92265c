import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

// These classes document what product-list.sql.ts and product-detail.sql.ts write; nothing is converted to them.

export class UnitPriceDto {
  @ApiProperty({ type: 'integer', description: 'Đồng for one kilogram or litre' }) amountVnd!: number;
  @ApiProperty({ enum: ['kg', 'lít'] }) per!: string;
}

export class CardSellerDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({
    enum: ['cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association'],
  })
  kind!: string;
}

export class CodeNameDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class ImageDto {
  @ApiProperty() url!: string;
  @ApiProperty({ type: 'integer' }) width!: number;
  @ApiProperty({ type: 'integer' }) height!: number;
  @ApiProperty() alt!: string;
  @ApiProperty({ description: 'JPEG widths; AVIF and WebP under the same names with .avif and .webp' })
  srcset!: string;
}

export class RatingDto {
  @ApiProperty({ type: Number, nullable: true }) average!: number | null;
  @ApiProperty({ type: 'integer' }) count!: number;
}

/** What a card and a product's page have in common. */
class ProductFactsDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer', minimum: 3, maximum: 5 }) stars!: number;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 26 }) set!: number;
  @ApiProperty({ enum: ['I', 'II', 'III', 'IV', 'V', 'VI'] }) group!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The cheapest variant, VAT included' })
  priceVnd!: number | null;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: UnitPriceDto, nullable: true }) unitPrice!: UnitPriceDto | null;
  @ApiProperty({ description: 'Weighed at packing: `priceVnd` is the most a piece can cost' })
  byWeight!: boolean;
  @ApiProperty({ type: 'integer', description: 'What can be taken now, over all variants' })
  available!: number;
  @ApiProperty({ type: CodeNameDto }) commune!: CodeNameDto;
  @ApiProperty({ type: ImageDto, nullable: true }) image!: ImageDto | null;
  @ApiProperty({ type: RatingDto }) rating!: RatingDto;
}

export class ProductCardDto extends ProductFactsDto {
  @ApiProperty({ type: CardSellerDto }) seller!: CardSellerDto;
}

export class FacetValueDto {
  @ApiProperty({ description: 'What the filter of this name takes' }) value!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class FacetsDto {
  @ApiProperty({ type: [FacetValueDto] }) stars!: FacetValueDto[];
  @ApiProperty({ type: [FacetValueDto] }) group!: FacetValueDto[];
  @ApiProperty({ type: [FacetValueDto] }) set!: FacetValueDto[];
  @ApiProperty({ type: [FacetValueDto] }) commune!: FacetValueDto[];
  @ApiProperty({ type: [FacetValueDto] }) seller!: FacetValueDto[];
}

export class SearchMeaningDto {
  @ApiProperty({ description: 'A term of the officers’ list that was typed' }) words!: string;
  @ApiProperty({ type: [String], description: 'What it was also looked for as: words, sets, groups' })
  means!: string[];
}

export class UnderstoodDto {
  @ApiProperty({
    enum: ['as_typed', 'corrected', 'partly', 'nothing'],
    description: '`corrected`: words were read as others; `partly`: nothing has all the words',
  })
  how!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The words it was answered for, where they are others',
  })
  shownFor!: string | null;
  @ApiProperty({ type: [String], description: 'Words that stand for nothing, folded' }) leftOut!: string[];
  @ApiProperty({ type: [SearchMeaningDto] }) meanings!: SearchMeaningDto[];
}

export class ProductListDto {
  @ApiProperty({ type: [ProductCardDto] }) items!: ProductCardDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiPropertyOptional({ type: FacetsDto }) facets?: FacetsDto;
  @ApiPropertyOptional({ type: UnderstoodDto, description: 'With `q`: what it was taken to mean' })
  search?: UnderstoodDto;
}

export class CatchWeightFactsDto {
  @ApiProperty({ type: 'integer' }) kgPriceVnd!: number;
  @ApiProperty({ type: 'integer' }) minGrams!: number;
  @ApiProperty({ type: 'integer' }) maxGrams!: number;
}

export class VariantDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer' }) priceVnd!: number;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: UnitPriceDto, nullable: true }) unitPrice!: UnitPriceDto | null;
  @ApiProperty({ type: 'integer' }) weightGrams!: number;
  @ApiProperty({
    type: CatchWeightFactsDto,
    nullable: true,
    description: 'Sold by weight: a piece is weighed at packing, and `priceVnd` is the most it can cost',
  })
  catchWeight!: CatchWeightFactsDto | null;
  @ApiProperty({ type: 'integer' }) available!: number;
}

export class CertificationDto {
  @ApiProperty() productCode!: string;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ format: 'date' }) decisionDate!: string;
  @ApiProperty() issuedBy!: string;
  @ApiProperty({ type: 'integer' }) stars!: number;
  @ApiProperty({ type: Number, nullable: true }) score!: number | null;
  @ApiProperty({ format: 'date' }) issuedOn!: string;
  @ApiProperty({ format: 'date' }) expiresOn!: string;
  @ApiProperty({
    format: 'date',
    description: 'Last day on which it counts: `expiresOn` or the admitted late renewal',
  })
  validUntil!: string;
  @ApiProperty({ enum: ['in_force', 'lapsed', 'revoked'] }) status!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) revokedOn!: string | null;
}

export class ProductPointDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: CodeNameDto }) commune!: CodeNameDto;
  @ApiProperty({ description: 'The seller brings orders there' }) pickup!: boolean;
  @ApiProperty({ format: 'date', description: 'When somebody last looked there' }) checkedOn!: string;
  @ApiProperty({ enum: ['there', 'restocked', 'gone'], description: 'What they saw' }) state!: string;
  @ApiProperty({ description: 'From the middle of the commune the product is from' }) distanceKm!: number;
}

export class ProductSellerDto extends CardSellerDto {
  @ApiProperty() legalName!: string;
  @ApiProperty() address!: string;
  @ApiProperty() phone!: string;
  @ApiProperty() taxCode!: string;
  @ApiProperty({ enum: ['approved', 'suspended', 'closed'] }) status!: string;
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
}

export class ProductSeasonDto {
  @ApiProperty({ format: 'date' }) orderFrom!: string;
  @ApiProperty({ format: 'date' }) orderUntil!: string;
  @ApiProperty({ format: 'date', description: 'Ordered before that day, it is sent from then on' })
  deliverFrom!: string;
}

export class ProductDetailDto extends ProductFactsDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What is shown beside its address where it is passed on, 1200 × 630; null where it is not on sale',
  })
  sharePicture!: string | null;
  @ApiProperty({ type: ProductSellerDto }) seller!: ProductSellerDto;
  @ApiProperty() description!: string;
  @ApiProperty() story!: string;
  @ApiProperty({ type: [VariantDto] }) variants!: VariantDto[];
  @ApiProperty({ type: [ImageDto] }) images!: ImageDto[];
  @ApiProperty({
    type: ProductSeasonDto,
    nullable: true,
    description: 'Sold by season; outside it nothing is available',
  })
  season!: ProductSeasonDto | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The shop is closed through that day; meanwhile nothing is available',
  })
  closedUntil!: string | null;
  @ApiProperty({
    example: 'CDFHJKM7',
    description: 'On its labels; `GET /traces/{code}` tells where it is from',
  })
  traceCode!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Facts of the printed label' })
  label!: Record<string, unknown>;
  @ApiProperty({ description: 'Sets 14 and 15: adults only, never cash on delivery' }) alcohol!: boolean;
  @ApiProperty({ enum: ['province', 'country'] }) shipsTo!: string;
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
  @ApiProperty({ description: 'Whether it is on sale today' }) listed!: boolean;
  @ApiProperty({
    enum: ['certificate_lapsed', 'paused', 'seller_suspended', 'seller_closed'],
    type: String,
    nullable: true,
  })
  unlistedReason!: string | null;
  @ApiProperty({ type: CertificationDto }) certification!: CertificationDto;
  @ApiProperty({ type: [ProductPointDto] }) tourismPoints!: ProductPointDto[];
  @ApiProperty() deliveryTerms!: string;
  @ApiProperty() returnTerms!: string;
  @ApiProperty({ type: [ProductCardDto] }) related!: ProductCardDto[];
}
