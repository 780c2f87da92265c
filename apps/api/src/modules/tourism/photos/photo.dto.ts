import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID, ValidateIf } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { ImageDto } from '../../catalogue/index.js';

/** As many as say what a place is like; the table holds no more (point_photos_position_check). */
export const MOST_PHOTOS = 6;

const said = (_: unknown, value: unknown): boolean => value !== null;

/** What a photograph shows, for whoever cannot see it. */
export class PhotoWordsDto {
  @ApiProperty({ maxLength: 200, description: 'In Vietnamese', example: 'Cầu gỗ giữa rừng đước' })
  @PlainText({ max: 200 })
  alt!: string;

  @ApiProperty({ type: String, nullable: true, maxLength: 200, description: 'In English; null: not said' })
  @ValidateIf(said)
  @PlainText({ max: 200 })
  altEn!: string | null;
}

export class PhotoOrderDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'All photographs that are shown, the cover first',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PHOTOS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids!: string[];
}

export class TakePhotoDownDto {
  @ApiProperty({ maxLength: 300, description: 'Read by whoever keeps the point' })
  @PlainText({ max: 300 })
  reason!: string;
}

export class PointPhotoDto extends ImageDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true, description: '`alt` in English' }) altEn!: string | null;
}

export class TakenDownPhotoDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'What it showed, as its keeper said' }) alt!: string;
  @ApiProperty({ description: 'As the officer wrote it' }) reason!: string;
  @ApiProperty({ format: 'date-time' }) takenDownAt!: string;
}

/** The photographs of a point, as whoever keeps it and its officers see them. */
export class PointPhotosAnswer {
  @ApiProperty({ description: 'The point’s' }) name!: string;
  @ApiProperty({ type: [PointPhotoDto], description: 'The cover first' }) items!: PointPhotoDto[];
  @ApiProperty({ type: 'integer', description: 'How many may be shown' }) most!: number;
  @ApiProperty({ type: [TakenDownPhotoDto], description: 'The last ones an officer took down, newest first' })
  takenDown!: TakenDownPhotoDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AddedPhotoAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
}
