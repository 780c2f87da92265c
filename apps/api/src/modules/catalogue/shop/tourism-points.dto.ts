import { ApiProperty } from '@nestjs/swagger';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { OpeningHoursAnswer, PLACE_TYPES } from '../../places/index.js';
import { CodeNameDto, ImageDto, ProductCardDto } from './product-answers.dto.js';

export class TourismPointsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Points on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class SlugNameDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

/** What whoever looked last saw on a shelf. */
export const SHELF_STATES = ['there', 'restocked', 'gone'] as const;
export type ShelfState = (typeof SHELF_STATES)[number];

export class PointPictureDto extends ImageDto {
  @ApiProperty({ description: 'Drawn, no photograph of the place' }) illustration!: boolean;
  @ApiProperty({ type: String, nullable: true, description: '`alt` in English, where somebody wrote it' })
  altEn!: string | null;
}

export class ShelfItemDto {
  @ApiProperty({ description: 'The product’s' }) slug!: string;
  @ApiProperty({ enum: SHELF_STATES }) state!: ShelfState;
  @ApiProperty({ format: 'date', description: 'When somebody last looked' }) checkedOn!: string;
}

export class TourismPointDto extends SlugNameDto {
  @ApiProperty() kind!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: `By Decision 950/QĐ-BCT (${PLACE_TYPES.join(', ')}); null where it is not known`,
  })
  placeType!: string | null;
  @ApiProperty({ type: CodeNameDto }) commune!: CodeNameDto;
  @ApiProperty({ description: 'Hamlet or street; may be empty' }) place!: string;
  @ApiProperty({ description: 'Degrees north' }) lat!: number;
  @ApiProperty({ description: 'Degrees east' }) lon!: number;
  @ApiProperty({ enum: ['road', 'boat', 'road_and_boat'] }) access!: string;
  @ApiProperty() what!: string;
  @ApiProperty({ type: PointPictureDto, nullable: true }) image!: PointPictureDto | null;
  @ApiProperty({ type: OpeningHoursAnswer, nullable: true, description: 'null where nobody has said them' })
  hours!: OpeningHoursAnswer | null;
  @ApiProperty({ type: 'integer', description: 'Listed products that are there to be tasted' })
  productCount!: number;
}

export class TourismPointListDto {
  @ApiProperty({ type: [TourismPointDto] }) items!: TourismPointDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class TourismPointDetailDto extends TourismPointDto {
  @ApiProperty({ description: 'What is shown beside its address where it is passed on, 1200 × 630' })
  sharePicture!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What is told to be made or sold there' })
  goods!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How to get there; null where nobody has said it',
  })
  byRoad!: string | null;
  @ApiProperty({ type: String, nullable: true }) byBoat!: string | null;
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
  @ApiProperty({ type: [PointPictureDto] }) pictures!: PointPictureDto[];
  @ApiProperty({ type: [ShelfItemDto], description: 'Of `products`, those that are gone last' })
  shelf!: ShelfItemDto[];
  @ApiProperty({ type: [ProductCardDto] }) products!: ProductCardDto[];
  @ApiProperty({
    type: SlugNameDto,
    nullable: true,
    description: 'The shop that is this point: visits can be asked of it',
  })
  seller!: SlugNameDto | null;
  @ApiProperty({ type: [SlugNameDto], description: 'Sellers who bring orders to this point' })
  pickupSellers!: SlugNameDto[];
  @ApiProperty({ type: [SlugNameDto] }) nearby!: SlugNameDto[];
}
