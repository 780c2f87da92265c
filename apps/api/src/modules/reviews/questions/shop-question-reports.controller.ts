import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ByReader, CurrentReader, type ReviewReader } from '../product-reviews/reader-of-reviews.js';
import { ReportReviewDto } from '../product-reviews/review.dto.js';
import { ReportQuestion } from './report-question.js';

/** What readers tell officers of questions, signed in or by a secret of their browser. */
@ApiTags('reviews')
@Controller('v1/questions/:questionId')
@Access('bearer-secret')
@ByReader()
export class ShopQuestionReportsController {
  constructor(private readonly reportQuestion: ReportQuestion) {}

  @Post('reports')
  @HttpCode(204)
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 3600 })
  @ApiOperation({ summary: 'Tell the officers what is wrong with a question or its answer' })
  @ApiNoContentResponse()
  report(
    @IdParam('questionId') id: string,
    @CurrentReader() reader: ReviewReader,
    @Body() body: ReportReviewDto,
  ): Promise<void> {
    return this.reportQuestion.run(id, reader, body);
  }
}
