import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { JsonText } from '../../../platform/http/json-text.js';
import type { Language } from '../../../platform/http/problem.js';
import { ReaderLanguage } from '../../../platform/http/reader-language.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { AskQuestion } from './ask-question.js';
import { AskDto, AskedAnswer, QuestionListDto, QuestionsQueryDto } from './question.dto.js';
import { QuestionsService } from './questions.service.js';

/** What buyers ask about a product, and what its shop answers. */
@ApiTags('reviews')
@Controller('v1/products/:slug/questions')
export class ShopQuestionsController {
  constructor(
    private readonly questions: QuestionsService,
    private readonly askQuestion: AskQuestion,
  ) {}

  @Get()
  @Access('public')
  @ApiOperation({ summary: 'Questions that were answered, the newest answer first' })
  @JsonText(QuestionListDto)
  list(@Param('slug', SlugPipe) slug: string, @Query() query: QuestionsQueryDto): Promise<string> {
    return this.questions.list(slug, query);
  }

  @Post()
  @Access('account')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 20, seconds: 3600 })
  @ApiOperation({ summary: 'Ask the shop; everybody reads question and answer once it answers' })
  @ApiCreatedResponse({ type: AskedAnswer })
  ask(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: AskDto,
    @ReaderLanguage() language: Language,
  ): Promise<AskedAnswer> {
    return this.askQuestion.run(principal, slug, body, language);
  }
}
