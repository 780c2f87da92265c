import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { AnswerVisit } from './answer-visit.js';
import { AnswerVisitDto, DeclineVisitDto, ShopVisitsAnswer, VisitsWaitingAnswer } from './visit.dto.js';
import { VisitsAsked } from './visits-asked.js';

/** Visits people ask of a shop that is a tourism point. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/visits')
@Access('seller:orders')
export class SellerVisitsController {
  constructor(
    private readonly visits: AnswerVisit,
    private readonly asked: VisitsAsked,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who wants to come, and when' })
  @ApiOkResponse({ type: ShopVisitsAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug', SlugPipe) slug: string,
  ): Promise<ShopVisitsAnswer> {
    return this.visits.list(principal, slug);
  }

  @Get('waiting')
  @ApiOperation({ summary: 'Whether anybody ever asked, and how many wait for an answer' })
  @ApiOkResponse({ type: VisitsWaitingAnswer })
  waiting(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug', SlugPipe) slug: string,
  ): Promise<VisitsWaitingAnswer> {
    return this.asked.waiting(principal, slug);
  }

  @Put(':visitId/confirmation')
  @HttpCode(204)
  @ApiOperation({ summary: 'They are welcome' })
  @ApiNoContentResponse()
  confirm(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug', SlugPipe) slug: string,
    @IdParam('visitId') visitId: string,
    @Body() { words }: AnswerVisitDto,
  ): Promise<void> {
    return this.visits.run(principal, slug, visitId, { status: 'confirmed', words: words ?? null });
  }

  @Put(':visitId/refusal')
  @HttpCode(204)
  @ApiOperation({ summary: 'It cannot be on that day; also after it was confirmed' })
  @ApiNoContentResponse()
  decline(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug', SlugPipe) slug: string,
    @IdParam('visitId') visitId: string,
    @Body() { words }: DeclineVisitDto,
  ): Promise<void> {
    return this.visits.run(principal, slug, visitId, { status: 'declined', words });
  }
}
