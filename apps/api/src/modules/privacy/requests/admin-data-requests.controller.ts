import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import {
  AnswerDataRequestDto,
  DataRequestDetailAnswer,
  DataRequestsAnswer,
  DataRequestsQueryDto,
  EnterDataRequestDto,
  ExtendDataRequestDto,
} from './data-request.dto.js';
import { DataRequestsService } from './data-requests.service.js';

/** What people asked about their data by letter or telephone. It belongs to no commune: all of it is everybody's here. */
@ApiTags('administration')
@Controller('v1/admin/data-requests')
export class AdminDataRequestsController {
  constructor(private readonly requests: DataRequestsService) {}

  @Get()
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Data requests: open ones with the most urgent first, or closed ones' })
  @ApiOkResponse({ type: DataRequestsAnswer })
  list(@Query() query: DataRequestsQueryDto): Promise<object> {
    return this.requests.list(query);
  }

  @Post()
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Enter a request that came in; the clocks of the law start on the day it came' })
  @ApiCreatedResponse({ type: DataRequestDetailAnswer })
  enter(@CurrentPrincipal() principal: Principal, @Body() body: EnterDataRequestDto): Promise<object> {
    return this.requests.enter(principal, body);
  }

  @Get(':dataRequestId')
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'One request' })
  @ApiOkResponse({ type: DataRequestDetailAnswer })
  read(@IdParam('dataRequestId') id: string): Promise<object> {
    return this.requests.read(id);
  }

  @Post(':dataRequestId/acknowledgement')
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'The person was told that it came in' })
  @ApiCreatedResponse({ type: DataRequestDetailAnswer })
  acknowledge(@IdParam('dataRequestId') id: string, @Body() _body: EmptyDto): Promise<object> {
    return this.requests.acknowledge(id);
  }

  @Post(':dataRequestId/extension')
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Take 15 days more, once, and tell the person why' })
  @ApiCreatedResponse({ type: DataRequestDetailAnswer })
  extend(@IdParam('dataRequestId') id: string, @Body() body: ExtendDataRequestDto): Promise<object> {
    return this.requests.extend(id, body);
  }

  @Post(':dataRequestId/answer')
  @Access('officer:privacy.handle')
  @ApiOperation({ summary: 'Close the request: done, or refused with the reason' })
  @ApiCreatedResponse({ type: DataRequestDetailAnswer })
  answer(@IdParam('dataRequestId') id: string, @Body() body: AnswerDataRequestDto): Promise<object> {
    return this.requests.answer(id, body);
  }
}
