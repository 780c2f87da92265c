import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, OptionalPrincipal, type Principal } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import type { Language } from '../../../platform/http/problem.js';
import { ReaderLanguage } from '../../../platform/http/reader-language.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { FileReport } from './file-report.js';
import { reportReasons } from './report-reasons.js';
import { ReportTimes } from './report-times.js';
import { FiledReportAnswer, FileReportDto, ReportReasonsAnswer } from './report.dto.js';

const WHAT = 'anybody may; what is sent again while it is open is added to it';

/** Reports of products and shops, by whoever saw what is wrong with them. */
@ApiTags('reviews')
@Controller('v1')
export class ShopReportsController {
  constructor(
    private readonly fileReport: FileReport,
    private readonly times: ReportTimes,
  ) {}

  @Get('report-reasons')
  @Access('public')
  @ApiOperation({ summary: 'What may be reported, and how soon it is dealt with' })
  @ApiOkResponse({ type: ReportReasonsAnswer })
  reasons(): ReportReasonsAnswer {
    return {
      firstReplyDays: this.times.firstReplyDays,
      items: reportReasons.map((reason) => ({
        ...reason,
        resolutionDays: this.times.resolutionDays(reason.code),
      })),
    };
  }

  @Post('products/:slug/reports')
  @Access('bearer-secret')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 3600 })
  @ApiOperation({ summary: `Report a product: ${WHAT}` })
  @ApiCreatedResponse({ type: FiledReportAnswer })
  ofProduct(
    @Param('slug', SlugPipe) slug: string,
    @OptionalPrincipal() principal: Principal | null,
    @Body() body: FileReportDto,
    @ReaderLanguage() language: Language,
  ): Promise<FiledReportAnswer> {
    return this.fileReport.run('product', slug, principal, body, language);
  }

  @Post('sellers/:slug/reports')
  @Access('bearer-secret')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 3600 })
  @ApiOperation({ summary: `Report a shop: ${WHAT}` })
  @ApiCreatedResponse({ type: FiledReportAnswer })
  ofSeller(
    @Param('slug', SlugPipe) slug: string,
    @OptionalPrincipal() principal: Principal | null,
    @Body() body: FileReportDto,
    @ReaderLanguage() language: Language,
  ): Promise<FiledReportAnswer> {
    return this.fileReport.run('seller', slug, principal, body, language);
  }
}
