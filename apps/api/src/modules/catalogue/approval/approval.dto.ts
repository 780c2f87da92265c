import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Matches, Min } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import {
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryMatching,
  QueryText,
} from '../../../platform/http/query-fields.js';
import type { ChangeStatus } from '../changes/change-status.js';
import { ProductPaperAnswer } from '../papers/paper.dto.js';
import {
  DifferenceDto,
  MissingDto,
  ProductContentDto,
  ScreenedWordsDto,
} from '../changes/change-answers.dto.js';

export class ChangesQueryDto {
  @QueryChoice(
    ['submitted', 'checked', 'returned', 'published'],
    'One queue or what became of it; by default what waits for somebody, the longest due on top',
  )
  status?: 'submitted' | 'checked' | 'returned' | 'published';

  @QueryText({ max: 200, description: 'Words of the product’s name or the shop’s' })
  q?: string;

  @QueryMatching(/^\d{5}$/, 'A commune')
  commune?: string;

  @QueryInteger({ min: 1, max: 100, description: 'So many, 24 unless said' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

/** The text an officer has seen. */
export class SeenVersionDto {
  @ApiProperty({ type: 'integer', description: 'The version that was on the screen' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class ReturnChangeDto extends SeenVersionDto {
  @ApiProperty({ type: [String], description: 'Codes of `returnReasons`' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ArrayUnique()
  @Matches(/^[a-z_]{1,40}$/, { each: true })
  reasons!: string[];

  @ApiProperty({ maxLength: 2000 })
  @PlainText({ max: 2000, multiline: true })
  words!: string;
}

class CodeName {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

class SlugName {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

class ShopFacts extends SlugName {
  @ApiProperty({ enum: ['draft', 'submitted', 'approved', 'suspended', 'closed'] }) status!: string;
}

class SetName {
  @ApiProperty({ type: 'integer' }) no!: number;
  @ApiProperty() name!: string;
}

class NamedPerson {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
}

class WriterAnswer extends NamedPerson {
  @ApiProperty({ description: 'Typed it for the shop, under its mandate' }) onBehalf!: boolean;
}

class PriceJumpAnswer {
  @ApiProperty({ example: 'variants.<id>.priceVnd' }) path!: string;
  @ApiProperty({ type: 'integer', description: 'What an officer approved last' }) approvedVnd!: number;
  @ApiProperty({ description: 'Above it, in per cent, to one decimal; below 0 where it falls' })
  percent!: number;
}

class CertificateFactsAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'As the decision names it' }) productName!: string;
  @ApiProperty() holderName!: string;
  @ApiProperty({ type: 'integer' }) setNo!: number;
  @ApiProperty() productCode!: string;
  @ApiProperty({ type: 'integer' }) stars!: number;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ format: 'date' }) decisionDate!: string;
  @ApiProperty({ format: 'date' }) validUntil!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) revokedOn!: string | null;
  @ApiProperty({ description: 'In force today' }) inForce!: boolean;
}

class ChangeLine {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['submitted', 'checked', 'returned', 'published'] }) status!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ description: 'Never published before' }) isNew!: boolean;
  @ApiProperty({ type: String, nullable: true }) slug!: string | null;
  @ApiProperty({ type: String, nullable: true }) pictureId!: string | null;
  @ApiProperty({ type: SetName, nullable: true }) set!: SetName | null;
  @ApiProperty({ type: SlugName }) seller!: SlugName;
  @ApiProperty({ type: CodeName }) commune!: CodeName;
  @ApiProperty({ format: 'date-time' }) submittedAt!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'In working days' }) dueOn!:
    string | null;
  @ApiProperty() late!: boolean;
}

export class ChangeListAnswer {
  @ApiProperty({ type: [ChangeLine] }) items!: ChangeLine[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ChangeCaseAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() productId!: string;
  @ApiProperty({ type: String, nullable: true }) slug!: string | null;
  @ApiProperty({ type: ShopFacts }) seller!: ShopFacts;
  @ApiProperty({ type: CodeName }) commune!: CodeName;
  @ApiProperty({ enum: ['submitted', 'checked', 'returned', 'published', 'applied', 'withdrawn'] })
  status!: ChangeStatus;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: Date, nullable: true }) submittedAt!: Date | null;
  @ApiProperty({ type: WriterAnswer, nullable: true }) submittedBy!: WriterAnswer | null;
  @ApiProperty({ type: [WriterAnswer], description: 'Who typed in it' }) writers!: WriterAnswer[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: string | null;
  @ApiProperty() late!: boolean;
  @ApiProperty({ type: Date, nullable: true }) checkedAt!: Date | null;
  @ApiProperty({ type: NamedPerson, nullable: true }) checkedBy!: NamedPerson | null;
  @ApiProperty({ type: Date, nullable: true }) decidedAt!: Date | null;
  @ApiProperty({ type: NamedPerson, nullable: true }) decidedBy!: NamedPerson | null;
  @ApiProperty({ type: [String] }) reasons!: string[];
  @ApiProperty() words!: string;
  @ApiProperty({
    type: ProductContentDto,
    nullable: true,
    description: 'What buyers read now; null of a new product',
  })
  before!: ProductContentDto | null;
  @ApiProperty({ type: ProductContentDto, description: 'What the shop wants' }) after!: ProductContentDto;
  @ApiProperty({ type: [DifferenceDto], description: 'Line by line; empty once it is decided' })
  differences!: DifferenceDto[];
  @ApiProperty({ type: [PriceJumpAnswer], description: 'Prices that wait, beside the approved ones' })
  priceJumps!: PriceJumpAnswer[];
  @ApiProperty({ type: 'integer', description: 'From so many per cent above it a price waits' })
  priceJumpPercent!: number;
  @ApiProperty({
    type: [MissingDto],
    description: 'What the rules of its set want meanwhile, such as a paper that ran out',
  })
  missing!: MissingDto[];
  @ApiProperty({ type: [ScreenedWordsDto], description: 'Words to look at' }) screened!: ScreenedWordsDto[];
  @ApiProperty({ type: [ProductPaperAnswer] }) papers!: ProductPaperAnswer[];
  @ApiProperty({ type: [CertificateFactsAnswer], description: 'Of the product, the latest decision first' })
  certificates!: CertificateFactsAnswer[];
  @ApiProperty({ description: 'The caller wrote in it or belongs to the shop, and so decides nothing' })
  ownWork!: boolean;
  @ApiProperty({ enum: ['check', 'publication', 'return'], isArray: true })
  acts!: ('check' | 'publication' | 'return')[];
  @ApiProperty({ type: [CodeName] }) returnReasons!: CodeName[];
}
