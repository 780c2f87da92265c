import { ApiProperty } from '@nestjs/swagger';
import { MeasureInput } from '../list-product.dto.js';
import { ProductPaperAnswer } from '../papers/paper.dto.js';
import type { ChangeStatus } from './change-status.js';
import type { Area } from './needs-approval.js';
import { CatchWeightDto } from '../catch-weight.dto.js';
import { ContentPictureDto, LabelFactsDto } from './product-content.dto.js';
import type { CONTENT_FORM } from './product-content.js';

const AREAS = ['name', 'set', 'description', 'story', 'label', 'pictures', 'variants', 'price', 'delivery'];
export const STATUSES = ['draft', 'submitted', 'checked', 'returned', 'published', 'applied', 'withdrawn'];

class VariantContentDto {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) priceVnd!: number | null;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({ type: MeasureInput, nullable: true }) measure!: MeasureInput | null;
  @ApiProperty({ type: 'integer', nullable: true }) weightGrams!: number | null;
  @ApiProperty({ type: CatchWeightDto, nullable: true }) catchWeight!: CatchWeightDto | null;
  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Of a variant that is not on sale yet: pieces on its shelf once it is published',
  })
  openingStock?: number;
}

export class ProductContentDto {
  @ApiProperty({ type: 'integer' }) form!: typeof CONTENT_FORM;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) setNo!: number | null;
  @ApiProperty({ type: String, nullable: true }) description!: string | null;
  @ApiProperty({ type: String, nullable: true }) story!: string | null;
  @ApiProperty({ type: LabelFactsDto }) label!: LabelFactsDto;
  @ApiProperty({ enum: ['province', 'country'], nullable: true }) shipsTo!: 'province' | 'country' | null;
  @ApiProperty({ type: String, nullable: true }) handling!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) maxTransitDays!: number | null;
  @ApiProperty({ type: [VariantContentDto] }) variants!: VariantContentDto[];
  @ApiProperty({ type: [ContentPictureDto] }) images!: ContentPictureDto[];
}

/** Values are whatever stands at the path: a text, a number, a list, or null. */
export class DifferenceDto {
  @ApiProperty({ example: 'label.storage' }) path!: string;
  @ApiProperty({ enum: AREAS }) area!: Area;
  @ApiProperty({ type: Object, nullable: true }) before!: unknown;
  @ApiProperty({ type: Object, nullable: true }) after!: unknown;
  @ApiProperty({ description: 'Waits for two officers; otherwise in effect as soon as it is sent' })
  waits!: boolean;
}

export class MissingDto {
  @ApiProperty({ example: 'content.name', description: '`papers.<kind>` for a paper' }) path!: string;
  @ApiProperty({ enum: ['required', 'expired', 'prohibited_words'] }) code!: string;
  @ApiProperty() message!: string;
}

class TextPlaceDto {
  @ApiProperty({ type: 'integer' }) from!: number;
  @ApiProperty({ type: 'integer', description: 'Behind the last letter' }) to!: number;
}

export class ScreenedWordsDto {
  @ApiProperty({ example: 'description' }) path!: string;
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['refused', 'flagged'], description: '`refused`: it cannot be sent like that' })
  severity!: 'refused' | 'flagged';
  @ApiProperty() phrase!: string;
  @ApiProperty({ description: 'In Vietnamese' }) why!: string;
  @ApiProperty({ type: [TextPlaceDto], description: 'Where in that text, in UTF-16 units' })
  places!: TextPlaceDto[];
}

export class ChangeAnswer {
  @ApiProperty({ enum: STATUSES }) status!: ChangeStatus;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: ProductContentDto }) content!: ProductContentDto;
  @ApiProperty({ type: [DifferenceDto] }) differences!: DifferenceDto[];
  @ApiProperty({
    type: [MissingDto],
    description: 'What is still to be told before it can be sent, in Vietnamese',
  })
  missing!: MissingDto[];
  @ApiProperty({
    type: [ScreenedWordsDto],
    description: 'Words that are refused, or shown to officers as flagged',
  })
  screened!: ScreenedWordsDto[];
  @ApiProperty({ type: Date, nullable: true }) submittedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: string | null;
  @ApiProperty({ description: 'Why it came back: `{code, name}` of the list', type: [Object] })
  reasons!: { code: string; name: string }[];
  @ApiProperty({ description: 'The officer’s words' }) words!: string;
}

class ShopVariantAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: 'integer' }) priceVnd!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Sold by weight: the price of a kilogram' })
  kgPriceVnd!: number | null;
  @ApiProperty({ type: 'integer', description: 'The highest price that needs nobody’s approval' })
  highestUnaskedVnd!: number;
  @ApiProperty({ type: 'integer' }) onHand!: number;
  @ApiProperty({ type: 'integer', description: 'Promised to orders' }) reserved!: number;
}

class ShopCertificateAnswer {
  @ApiProperty({ type: 'integer' }) stars!: number;
  @ApiProperty({ format: 'date' }) validUntil!: string;
  @ApiProperty({ enum: ['in_force', 'lapsed', 'revoked'] }) standing!: string;
}

class ShopSeasonAnswer {
  @ApiProperty({ format: 'date' }) orderFrom!: string;
  @ApiProperty({ format: 'date' }) orderUntil!: string;
  @ApiProperty({ format: 'date' }) deliverFrom!: string;
}

export class ShopProductAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its address on the floor, from its first publication on',
  })
  slug!: string | null;
  @ApiProperty({ enum: ['draft', 'submitted', 'commune_checked', 'published', 'rejected', 'withdrawn'] })
  publicationStatus!: string;
  @ApiProperty({ type: Date, nullable: true }) pausedAt!: Date | null;
  @ApiProperty({ description: 'Whether buyers can order it today' }) listed!: boolean;
  @ApiProperty({ description: 'Because an authority asked for it' }) takenDown!: boolean;
  @ApiProperty({ type: ShopCertificateAnswer, nullable: true, description: 'Of the latest decision' })
  certificate!: ShopCertificateAnswer | null;
  @ApiProperty({ type: ShopSeasonAnswer, nullable: true, description: 'Null: sold all year' })
  season!: ShopSeasonAnswer | null;
  @ApiProperty({ type: ProductContentDto, nullable: true, description: 'What buyers read' })
  approved!: ProductContentDto | null;
  @ApiProperty({ type: ChangeAnswer, nullable: true, description: 'What is being written or decided about' })
  change!: ChangeAnswer | null;
  @ApiProperty({
    type: [ProductPaperAnswer],
    description: 'Its papers, and those of everything the shop makes',
  })
  papers!: ProductPaperAnswer[];
  @ApiProperty({ type: [ShopVariantAnswer] }) variants!: ShopVariantAnswer[];
}

class ShopLineChange {
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: string | null;
  @ApiProperty({ type: [String], description: 'Why it came back, in Vietnamese' }) reasons!: string[];
  @ApiProperty({ description: 'The officer’s words' }) words!: string;
}

class ShopProductLine {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) slug!: string | null;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty() publicationStatus!: string;
  @ApiProperty() paused!: boolean;
  @ApiProperty({ description: 'Because an authority asked for it' }) takenDown!: boolean;
  @ApiProperty() listed!: boolean;
  @ApiProperty({ type: ShopCertificateAnswer, nullable: true, description: 'Of the latest decision' })
  certificate!: ShopCertificateAnswer | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the cheapest variant' }) priceVnd!:
    number | null;
  @ApiProperty({ type: 'integer', description: 'On the shelf, less what is promised' }) inStock!: number;
  @ApiProperty({ type: String, nullable: true }) pictureId!: string | null;
  @ApiProperty({ type: ShopLineChange, nullable: true }) change!: ShopLineChange | null;
}

export class ShopProductListAnswer {
  @ApiProperty({ type: [ShopProductLine] }) items!: ShopProductLine[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class StartedProductAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ type: 'integer', description: 'Of its change; 0 once that was decided' }) version!: number;
}

export class SavedChangeAnswer {
  @ApiProperty({ type: 'integer' }) version!: number;
}

export class SubmissionAnswer {
  @ApiProperty({ enum: ['submitted', 'applied'], description: '`applied`: all of it is in effect already' })
  status!: 'submitted' | 'applied';
  @ApiProperty({ type: 'integer' }) version!: number;
}

class PriceChangeAnswer {
  @ApiProperty({ enum: STATUSES }) status!: ChangeStatus;
  @ApiProperty({ type: 'integer' }) version!: number;
}

export class PriceAnswer {
  @ApiProperty({ description: 'In effect now; otherwise it waits for approval' }) applied!: boolean;
  @ApiProperty({ type: 'integer' }) priceVnd!: number;
  @ApiProperty({ type: PriceChangeAnswer, nullable: true }) change!: PriceChangeAnswer | null;
}
