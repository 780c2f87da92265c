import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { officerOf } from '../../identity/index.js';
import {
  AssessmentListDto,
  AssessmentsQueryDto,
  RecordAssessmentDto,
  RecordedAssessmentDto,
  RemovalDto,
} from './assessment.dto.js';
import { AssessmentsService } from './assessments.service.js';

/** What councils found below three stars: kept, without a certificate. */
@ApiTags('certificates')
@Controller('v1/admin/assessments')
export class AdminAssessmentsController {
  constructor(private readonly assessments: AssessmentsService) {}

  @Get()
  @Access('officer:certificates.read')
  @ApiOperation({ summary: 'Results in the officer’s communes, the latest first' })
  @JsonText(AssessmentListDto)
  list(@CurrentPrincipal() principal: Principal, @Query() query: AssessmentsQueryDto): Promise<string> {
    return this.assessments.list(officerOf(principal, 'certificates.read'), query);
  }

  @Post()
  @Access('officer:certificates.edit')
  @ApiOperation({ summary: 'Enter a result of one or two stars' })
  @ApiCreatedResponse({ type: RecordedAssessmentDto })
  record(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RecordAssessmentDto,
  ): Promise<RecordedAssessmentDto> {
    return this.assessments.record(officerOf(principal, 'certificates.edit'), body);
  }

  @Post(':id/removal')
  @Access('officer:certificates.edit')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a wrong entry back, with the reason; its history stays' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() { reason }: RemovalDto,
  ): Promise<void> {
    return this.assessments.remove(officerOf(principal, 'certificates.edit'), id, reason);
  }
}
