import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ReadReports } from './read-reports.js';
import { ReportActs } from './report-acts.js';
import {
  DecideReportDto,
  LiftReportDto,
  ReportDetailAnswer,
  ReportsAnswer,
  ReportsQueryDto,
  TakeReportDto,
} from './report.dto.js';

/** Reports of products and shops before the officers of a shop's commune. */
@ApiTags('administration')
@Controller('v1/admin/reports')
@Access('officer:reports.handle')
export class AdminReportsController {
  constructor(
    private readonly reports: ReadReports,
    private readonly acts: ReportActs,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Reports, the most urgent first, with how many are open and late' })
  @ApiOkResponse({ type: ReportsAnswer })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ReportsQueryDto): Promise<ReportsAnswer> {
    return this.reports.list(principal, query);
  }

  @Get(':reportId')
  @ApiOperation({ summary: 'A report with what was written in it; the history keeps who looked' })
  @ApiOkResponse({ type: ReportDetailAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reportId') id: string,
  ): Promise<ReportDetailAnswer> {
    return this.reports.one(principal, id);
  }

  @Post(':reportId/taking')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the report; nobody takes one of their own' })
  @ApiOkResponse({ type: ReportDetailAnswer })
  async take(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reportId') id: string,
    @Body() { takeOver = false }: TakeReportDto,
  ): Promise<ReportDetailAnswer> {
    await this.acts.take(principal, id, takeOver);
    return this.reports.one(principal, id);
  }

  @Post(':reportId/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide it, and take the product down or suspend the shop in the same act' })
  @ApiOkResponse({ type: ReportDetailAnswer })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reportId') id: string,
    @Body() body: DecideReportDto,
  ): Promise<ReportDetailAnswer> {
    await this.acts.decide(principal, id, body);
    return this.reports.one(principal, id);
  }

  @Post(':reportId/lifting')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the product back that was taken down on this report' })
  @ApiOkResponse({ type: ReportDetailAnswer })
  async lift(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reportId') id: string,
    @Body() body: LiftReportDto,
  ): Promise<ReportDetailAnswer> {
    await this.acts.lift(principal, id, body);
    return this.reports.one(principal, id);
  }

  @Post(':reportId/forgetting')
  @HttpCode(200)
  @ApiOperation({ summary: 'Forget who reported, as they asked; what was reported stays' })
  @ApiOkResponse({ type: ReportDetailAnswer })
  async forget(
    @CurrentPrincipal() principal: Principal,
    @IdParam('reportId') id: string,
    @Body() _body: EmptyDto,
  ): Promise<ReportDetailAnswer> {
    await this.acts.forget(principal, id);
    return this.reports.one(principal, id);
  }
}
