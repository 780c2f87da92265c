import { ApiProperty } from '@nestjs/swagger';
import {
  imageFormats,
  imageSource,
  imageWidths,
  type ImageFormat,
  type ImageWidth,
} from '../../../platform/files/index.js';

/** A picture of a shop, as the shop itself sees it. */
export class PictureDto {
  @ApiProperty({ format: 'uuid', description: 'What a product names it by' })
  id!: string;

  @ApiProperty({ description: 'JPEG; answers to people of the shop only' })
  url!: string;

  @ApiProperty({ description: 'Pixels of the picture at `url`' })
  width!: number;

  @ApiProperty()
  height!: number;

  @ApiProperty()
  srcset!: string;

  @ApiProperty({ description: 'Whether a product, or a change to one, has ever shown it' })
  used!: boolean;
}

export class PictureListDto {
  @ApiProperty({ type: [PictureDto] })
  items!: PictureDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** What a picture's row says, as far as its addresses need it. `width` and `height` are the original's, in pixels. */
export interface PictureRow {
  id: string;
  width: number;
  height: number;
  usedAt: Date | null;
}

/** A picture with the addresses at which only its shop finds it. */
export function pictureDto(sellerSlug: string, picture: PictureRow): PictureDto {
  const address = (width: ImageWidth): string =>
    `/api/v1/seller/${sellerSlug}/pictures/${picture.id}/${width}.jpg`;
  const { width, height } = imageSource({ ...picture, sha: '' });
  const wider = imageWidths.findIndex((known) => known >= picture.width);
  const widths = wider === -1 ? imageWidths : imageWidths.slice(0, wider + 1);
  return {
    id: picture.id,
    url: address(640),
    width,
    height,
    srcset: widths.map((known) => `${address(known)} ${Math.min(known, picture.width)}w`).join(', '),
    used: picture.usedAt !== null,
  };
}

/** The width and format that a file name such as `640.avif` asks for; null for any other. */
export function readPictureFile(file: string): { width: ImageWidth; format: ImageFormat } | null {
  const [, digits, ending] = /^(\d+)\.(\w+)$/.exec(file) ?? [];
  const width = imageWidths.find((known) => String(known) === digits);
  const format = imageFormats.find((known) => known === ending);
  return width === undefined || format === undefined ? null : { width, format };
}
