import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../platform/access/access.js';
import { EmptyDto } from '../../platform/http/empty.dto.js';
import { IdParam } from '../../platform/http/id-param.js';
import {
  AdminArticleAnswer,
  AdminArticlesAnswer,
  AdminArticlesQueryDto,
  EditArticleDto,
  WriteArticleDto,
} from './article.dto.js';
import { MoveArticle } from './move-article.js';
import { ReadArticles } from './read-articles.js';
import { WriteArticle } from './write-article.js';

/** The editor of stories, recipes, gift sets and guides. */
@ApiTags('administration')
@Controller('v1/admin/articles')
@Access('officer:articles.edit')
export class AdminArticlesController {
  constructor(
    private readonly articles: ReadArticles,
    private readonly writeArticle: WriteArticle,
    private readonly moveArticle: MoveArticle,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All articles, what was changed last on top' })
  @ApiOkResponse({ type: AdminArticlesAnswer })
  list(@Query() query: AdminArticlesQueryDto): Promise<AdminArticlesAnswer> {
    return this.articles.desk(query);
  }

  @Post()
  @ApiOperation({ summary: 'Begin an article; it is a draft' })
  @ApiCreatedResponse({ type: AdminArticleAnswer })
  begin(
    @CurrentPrincipal() principal: Principal,
    @Body() body: WriteArticleDto,
  ): Promise<AdminArticleAnswer> {
    return this.writeArticle.begin(principal, body);
  }

  @Get(':articleId')
  @ApiOkResponse({ type: AdminArticleAnswer })
  one(@IdParam('articleId') id: string): Promise<AdminArticleAnswer> {
    return this.articles.edited(id);
  }

  @Put(':articleId')
  @ApiOperation({ summary: 'Another version of it; what is published changes at once' })
  @ApiOkResponse({ type: AdminArticleAnswer })
  edit(
    @CurrentPrincipal() principal: Principal,
    @IdParam('articleId') id: string,
    @Body() body: EditArticleDto,
  ): Promise<AdminArticleAnswer> {
    return this.writeArticle.edit(principal, id, body);
  }

  @Post(':articleId/publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let it be read' })
  @ApiOkResponse({ type: AdminArticleAnswer })
  publish(@IdParam('articleId') id: string, @Body() _body: EmptyDto): Promise<AdminArticleAnswer> {
    return this.moveArticle.run(id, 'published');
  }

  @Post(':articleId/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take it from its readers; it can be published again' })
  @ApiOkResponse({ type: AdminArticleAnswer })
  withdraw(@IdParam('articleId') id: string, @Body() _body: EmptyDto): Promise<AdminArticleAnswer> {
    return this.moveArticle.run(id, 'withdrawn');
  }
}
