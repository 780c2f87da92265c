import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger, QueryMatching } from '../../platform/http/query-fields.js';
import { SLUG } from '../../platform/http/slug.js';
import { ImageDto } from '../catalogue/index.js';

/** A story of goods or of their makers, a recipe, goods that go together as a present, or something to know. */
export const articleKinds = ['story', 'recipe', 'gift_set', 'guide'] as const;
export type ArticleKind = (typeof articleKinds)[number];
export const articleStatuses = ['draft', 'published', 'withdrawn'] as const;
export type ArticleStatus = (typeof articleStatuses)[number];

export const MOST_PRODUCTS = 12;

export class ArticlesQueryDto {
  @QueryChoice(articleKinds, 'Only of this kind')
  kind?: ArticleKind;

  @QueryMatching(SLUG, 'Only about this product')
  product?: string;

  @QueryMatching(SLUG, 'Only about this seller')
  seller?: string;

  @QueryMatching(SLUG, 'Only about this tourism point')
  point?: string;

  @QueryInteger({ min: 1, max: 100, description: 'Articles on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class AdminArticlesQueryDto {
  @QueryChoice(articleStatuses, 'Only in this status')
  status?: ArticleStatus;

  @QueryInteger({ min: 1, max: 100, description: 'Articles on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ArticleWordsDto {
  @ApiProperty({ maxLength: 160 })
  @PlainText({ max: 160 })
  title!: string;

  @ApiProperty({ maxLength: 400 })
  @PlainText({ max: 400 })
  lead!: string;

  @ApiProperty({
    maxLength: 8_000,
    description: 'Paragraphs between empty lines; `## ` begins a heading, `- ` and `1. ` a line of a list',
  })
  @PlainText({ max: 8_000, multiline: true })
  body!: string;
}

export class ArticleProductDto {
  @ApiProperty({ description: 'Slug of a product' })
  @MaxLength(200)
  @Matches(SLUG)
  slug!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 20, description: 'How many are in a gift set' })
  @IsInt()
  @Min(1)
  @Max(20)
  quantity!: number;
}

export class WriteArticleDto extends ArticleWordsDto {
  @ApiProperty({ enum: articleKinds })
  @IsIn(articleKinds)
  kind!: ArticleKind;

  @ApiProperty({ type: ArticleWordsDto, nullable: true, required: false, description: 'The same in English' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ArticleWordsDto)
  english?: ArticleWordsDto | null;

  @ApiProperty({ type: [ArticleProductDto], maxItems: MOST_PRODUCTS })
  @IsArray()
  @ArrayMaxSize(MOST_PRODUCTS)
  @ValidateNested({ each: true })
  @Type(() => ArticleProductDto)
  products!: ArticleProductDto[];

  @ApiProperty({ type: String, nullable: true, required: false, description: 'Slug of the shop it is about' })
  @IsOptional()
  @MaxLength(200)
  @Matches(SLUG)
  seller?: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'Slug of the point it is about',
  })
  @IsOptional()
  @MaxLength(200)
  @Matches(SLUG)
  point?: string | null;
}

export class EditArticleDto extends WriteArticleDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that was read' })
  @IsInt()
  @Min(1)
  version!: number;
}

export class ArticleItemDto {
  @ApiProperty() slug!: string;
  @ApiProperty({ enum: articleKinds }) kind!: ArticleKind;
  @ApiProperty() title!: string;
  @ApiProperty() lead!: string;
  @ApiProperty({ description: 'Whether title and lead are in the language asked for' }) translated!: boolean;
  @ApiProperty({ format: 'date-time', type: String }) publishedAt!: string;
  @ApiProperty({ type: ImageDto, nullable: true, description: 'Of the first of its products on sale' })
  image!: ImageDto | null;
}

export class ArticleListDto {
  @ApiProperty({ type: [ArticleItemDto] }) items!: ArticleItemDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ArticleNameDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class ArticleDto extends ArticleItemDto {
  @ApiProperty({ description: 'What is shown beside its address where it is passed on, 1200 × 630' })
  sharePicture!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ format: 'date-time', type: String }) updatedAt!: string;
  @ApiProperty({ type: ArticleNameDto, nullable: true }) seller!: ArticleNameDto | null;
  @ApiProperty({ type: ArticleNameDto, nullable: true }) point!: ArticleNameDto | null;
  @ApiProperty({ type: [ArticleProductDto], description: 'Of its products those that are on sale today' })
  products!: ArticleProductDto[];
  @ApiProperty({ type: 'integer', description: 'How many it names that are not on sale today' })
  missing!: number;
}

export class AdminArticleItemAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() slug!: string;
  @ApiProperty({ enum: articleKinds }) kind!: ArticleKind;
  @ApiProperty({ enum: articleStatuses }) status!: ArticleStatus;
  @ApiProperty() title!: string;
  @ApiProperty() english!: boolean;
  @ApiProperty({ format: 'date-time', type: String }) updatedAt!: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) publishedAt!: string | null;
}

export class AdminArticlesAnswer {
  @ApiProperty({ type: [AdminArticleItemAnswer] }) items!: AdminArticleItemAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AdminArticleAnswer extends EditArticleDto {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Its address; stays when the title changes' }) slug!: string;
  @ApiProperty({ enum: articleStatuses }) status!: ArticleStatus;
  @ApiProperty({ format: 'date-time', type: String }) updatedAt!: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) publishedAt!: string | null;
}
