import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/access/access.js';
import { languageOf } from '../../platform/http/problem.js';
import { JsonText } from '../../platform/http/json-text.js';
import { SlugPipe } from '../../platform/http/slug.js';
import { ArticleDto, ArticleListDto, ArticlesQueryDto } from './article.dto.js';
import { ReadArticles } from './read-articles.js';

/** What the floor tells beside its goods. */
@ApiTags('articles')
@Controller('v1/articles')
@Access('public')
export class ShopArticlesController {
  constructor(private readonly articles: ReadArticles) {}

  @Get()
  @JsonText(ArticleListDto)
  list(@Query() query: ArticlesQueryDto, @Headers('accept-language') languages?: string): Promise<string> {
    return this.articles.list(query, languageOf(languages) === 'en');
  }

  @Get(':slug')
  @JsonText(ArticleDto)
  one(
    @Param('slug', SlugPipe) slug: string,
    @Headers('accept-language') languages?: string,
  ): Promise<string> {
    return this.articles.one(slug, languageOf(languages) === 'en');
  }
}
