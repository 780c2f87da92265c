import { Body, Controller, Delete, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ByReader, CurrentReader, type ReviewReader } from './reader-of-reviews.js';
import { ReportReviewDto, VoteAnswer } from './review.dto.js';
import { VoteForReview } from './vote-for-review.js';

/** What readers do about a review, signed in or by a secret of their browser. */
@ApiTags('reviews')
@Controller('v1/reviews/:reviewId')
@Access('bearer-secret')
@ByReader()
export class ShopReviewVotesController {
  constructor(private readonly votes: VoteForReview) {}

  @Post('helpful-votes')
  @HttpCode(200)
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 60, seconds: 60 })
  @ApiOperation({ summary: 'Find a review helpful; once an account and once a device' })
  @ApiOkResponse({ type: VoteAnswer })
  vote(
    @IdParam('reviewId') id: string,
    @CurrentReader() reader: ReviewReader,
    @Body() _body: EmptyDto,
  ): Promise<VoteAnswer> {
    return this.votes.helpful(id, reader);
  }

  @Delete('helpful-votes')
  @ApiOperation({ summary: 'Take one’s vote back' })
  @ApiOkResponse({ type: VoteAnswer })
  unvote(@IdParam('reviewId') id: string, @CurrentReader() reader: ReviewReader): Promise<VoteAnswer> {
    return this.votes.unhelpful(id, reader);
  }

  @Post('reports')
  @HttpCode(204)
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 3600 })
  @ApiOperation({ summary: 'Tell the officers what is wrong with a review' })
  @ApiNoContentResponse()
  report(
    @IdParam('reviewId') id: string,
    @CurrentReader() reader: ReviewReader,
    @Body() body: ReportReviewDto,
  ): Promise<void> {
    return this.votes.report(id, reader, body);
  }
}
