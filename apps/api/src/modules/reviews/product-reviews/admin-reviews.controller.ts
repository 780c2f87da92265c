import { Body, Controller, Get, Header, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { ModerateAnswers } from './moderate-answers.js';
import { ModerateReviews } from './moderate-reviews.js';
import { DeskReviewsDto, DeskReviewsQueryDto, HideDto, ShowDto } from './review-desk.dto.js';

/** Reviews before the officers of a shop's commune. */
@ApiTags('administration')
@Controller('v1/admin/reviews')
@Access('officer:reports.handle')
export class AdminReviewsController {
  constructor(
    private readonly moderate: ModerateReviews,
    private readonly answers: ModerateAnswers,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Reviews that wait for an officer, the newest first; or hidden ones, or all' })
  @JsonText(DeskReviewsDto)
  list(@CurrentPrincipal() principal: Principal, @Query() query: DeskReviewsQueryDto): Promise<string> {
    return this.moderate.list(principal, query);
  }

  @Get(':reviewId/photos/:photoId')
  @Header('cache-control', 'private, no-store')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiOperation({ summary: 'A picture of a review, also of one that nobody else sees' })
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async photo(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reviewId') reviewId: string,
    @IdParam('photoId') photoId: string,
  ): Promise<StreamableFile> {
    const { bytes, contentType } = await this.moderate.photo(principal, reviewId, photoId);
    return new StreamableFile(bytes, { type: contentType, length: bytes.length });
  }

  @Post(':reviewId/hiding')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a review off the page; its author is told why' })
  @ApiNoContentResponse()
  hide(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reviewId') id: string,
    @Body() body: HideDto,
  ): Promise<void> {
    return this.moderate.hide(principal, id, body);
  }

  @Post(':reviewId/showing')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put a review on the page, or leave one there that was reported' })
  @ApiNoContentResponse()
  show(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reviewId') id: string,
    @Body() body: ShowDto,
  ): Promise<void> {
    return this.moderate.show(principal, id, body);
  }

  @Post(':reviewId/answer-hiding')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the shop’s answer off the page and nothing else; the shop is told why' })
  @ApiNoContentResponse()
  hideAnswer(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reviewId') id: string,
    @Body() body: HideDto,
  ): Promise<void> {
    return this.answers.hide(principal, 'review', id, body);
  }

  @Post(':reviewId/answer-showing')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put the shop’s answer on the page, or leave one there that was reported' })
  @ApiNoContentResponse()
  showAnswer(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reviewId') id: string,
    @Body() body: ShowDto,
  ): Promise<void> {
    return this.answers.show(principal, 'review', id, body);
  }
}
