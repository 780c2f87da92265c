import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { HideDto, ShowDto } from '../product-reviews/review-desk.dto.js';
import { ModerateAnswers } from '../product-reviews/moderate-answers.js';
import { ModerateQuestions } from './moderate-questions.js';
import { DeskQuestionsDto, DeskQuestionsQueryDto } from './question.dto.js';

/** Questions before the officers of a shop's commune. */
@ApiTags('administration')
@Controller('v1/admin/questions')
@Access('officer:reports.handle')
export class AdminQuestionsController {
  constructor(
    private readonly moderate: ModerateQuestions,
    private readonly answers: ModerateAnswers,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Questions that wait for an officer, the newest first; or hidden ones, or all' })
  @JsonText(DeskQuestionsDto)
  list(@CurrentPrincipal() principal: Principal, @Query() query: DeskQuestionsQueryDto): Promise<string> {
    return this.moderate.list(principal, query);
  }

  @Post(':questionId/hiding')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a question and its answer off the page; whoever asked is told why' })
  @ApiNoContentResponse()
  hide(
    @CurrentPrincipal() principal: Principal,
    @IdParam('questionId') id: string,
    @Body() body: HideDto,
  ): Promise<void> {
    return this.moderate.hide(principal, id, body);
  }

  @Post(':questionId/showing')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let the shop answer it, or put it back' })
  @ApiNoContentResponse()
  show(
    @CurrentPrincipal() principal: Principal,
    @IdParam('questionId') id: string,
    @Body() body: ShowDto,
  ): Promise<void> {
    return this.moderate.show(principal, id, body);
  }

  @Post(':questionId/answer-hiding')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the shop’s answer off the page and nothing else; the shop is told why' })
  @ApiNoContentResponse()
  hideAnswer(
    @CurrentPrincipal() principal: Principal,
    @IdParam('questionId') id: string,
    @Body() body: HideDto,
  ): Promise<void> {
    return this.answers.hide(principal, 'question', id, body);
  }

  @Post(':questionId/answer-showing')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put the shop’s answer on the page, or leave one there that was reported' })
  @ApiNoContentResponse()
  showAnswer(
    @CurrentPrincipal() principal: Principal,
    @IdParam('questionId') id: string,
    @Body() body: ShowDto,
  ): Promise<void> {
    return this.answers.show(principal, 'question', id, body);
  }
}
