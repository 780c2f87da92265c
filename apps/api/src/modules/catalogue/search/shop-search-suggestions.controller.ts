import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { foldVietnamese } from '#kernel/text';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { foundText } from '../../../platform/http/found-text.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { QueryText } from '../../../platform/http/query-fields.js';
import { searchSuggestions } from './search-suggestions.sql.js';

export class SearchSuggestionsQueryDto {
  @QueryText({ max: 200, description: 'What is typed so far; without it, the searches officers keep' })
  q?: string;
}

export class SearchSuggestionAnswer {
  @ApiProperty({ enum: ['search', 'product', 'set', 'seller', 'commune', 'point'] }) kind!: string;
  @ApiProperty() text!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Whose it is, where it lies, what it is part of, or what it was called',
  })
  detail!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Slug of a product, seller or point, code of a commune, number of a set; null for a search',
  })
  key!: string | null;
}

export class SearchSuggestionListAnswer {
  @ApiProperty({ type: [SearchSuggestionAnswer] }) items!: SearchSuggestionAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

/** What a search field offers while somebody types. Nothing of what is typed is kept. */
@ApiTags('products')
@Controller('v1/search-suggestions')
@Access('public')
export class ShopSearchSuggestionsController {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A minute old at most: the same letters are asked for again and again, and what leaves the shelf leaves here soon. */
  @Get()
  @Header('cache-control', 'public, max-age=60')
  @ApiOperation({ summary: 'Searches, goods, sets, makers and places that fit what is typed so far' })
  @JsonText(SearchSuggestionListAnswer)
  async suggest(@Query() { q }: SearchSuggestionsQueryDto): Promise<string> {
    const typed = q === undefined || foldVietnamese(q) === '' ? null : q;
    const day = vietnamDay(this.clock.now());
    return foundText(await this.reader.row(searchSuggestions, [typed, day]));
  }
}
