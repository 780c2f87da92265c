import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { AnswerDto } from '../product-reviews/review-desk.dto.js';
import { ShopQuestionsDto, ShopQuestionsQueryDto } from './question.dto.js';
import { QuestionsService } from './questions.service.js';

/** What buyers ask a shop, from its own side. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/questions')
@Access('seller:orders')
export class SellerQuestionsController {
  constructor(private readonly questions: QuestionsService) {}

  @Get()
  @ApiOperation({ summary: 'Questions to the shop, the newest first' })
  @JsonText(ShopQuestionsDto)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ShopQuestionsQueryDto,
  ): Promise<string> {
    return this.questions.ofShop(principal, slug, query);
  }

  @Put(':questionId/answer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Answer a question, or change the answer; everybody reads it' })
  @ApiNoContentResponse()
  answer(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('questionId') id: string,
    @Body() { words }: AnswerDto,
  ): Promise<void> {
    return this.questions.answer(principal, slug, id, words);
  }
}
