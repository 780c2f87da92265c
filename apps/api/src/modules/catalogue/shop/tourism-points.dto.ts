import { ApiProperty } from '@nestjs/swagger';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { OpeningHoursAnswer } from '../../places/index.js';
import { CodeNameDto, ProductCardDto } from './product-answers.dto.js';

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

export class TourismPointDto extends SlugNameDto {
  @ApiProperty() kind!: string;
  @ApiProperty({ type: CodeNameDto }) commune!: CodeNameDto;
  @ApiProperty({ description: 'Hamlet or street; may be empty' }) place!: string;
  @ApiProperty({ description: 'Degrees north' }) lat!: number;
  @ApiProperty({ description: 'Degrees east' }) lon!: number;
  @ApiProperty({ enum: ['road', 'boat', 'road_and_boat'] }) access!: string;
  @ApiProperty() what!: string;
  @ApiProperty({ type: OpeningHoursAnswer, nullable: true, description: 'null where nobody has said them' })
  hours!: OpeningHoursAnswer | null;
  @ApiProperty({ type: 'integer', description: 'Listed products that can be tasted there' })
  productCount!: number;
}

export class TourismPointListDto {
  @ApiProperty({ type: [TourismPointDto] }) items!: TourismPointDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class TourismPointDetailDto extends TourismPointDto {
  @ApiProperty({ description: 'What is shown beside its address where it is passed on, 1200 × 630' })
  sharePicture!: string;
  @ApiProperty({ type: [ProductCardDto] }) products!: ProductCardDto[];
  @ApiProperty({ type: [SlugNameDto], description: 'Sellers who bring orders to this point' })
  pickupSellers!: SlugNameDto[];
  @ApiProperty({ type: [SlugNameDto] }) nearby!: SlugNameDto[];
}
