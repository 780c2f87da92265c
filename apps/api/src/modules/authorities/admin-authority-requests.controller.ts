import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../platform/access/access.js';
import { EmptyDto } from '../../platform/http/empty.dto.js';
import { IdParam } from '../../platform/http/id-param.js';
import { JsonText } from '../../platform/http/json-text.js';
import { sendAsDownload } from '../../platform/http/send-as-download.js';
import { officerOf, type Officer } from '../identity/index.js';
import { ActOnRequest } from './act-on-request.js';
import {
  ActWordsDto,
  AnswerAuthorityRequestDto,
  AuthorityRequestDetailAnswer,
  AuthorityRequestsAnswer,
  AuthorityRequestsQueryDto,
  EnterAuthorityRequestDto,
} from './authority-request.dto.js';
import { AuthorityRequestsService } from './authority-requests.service.js';
import { EnterRequest } from './enter-request.js';
import { ExportRequest } from './export-request.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const officer = (principal: Principal): Officer => officerOf(principal, 'authorities.handle');

/** What authorities ask of the floor, each to be answered within 24 hours; each officer's communes. */
@ApiTags('administration')
@Controller('v1/admin/authority-requests')
export class AdminAuthorityRequestsController {
  constructor(
    private readonly requests: AuthorityRequestsService,
    private readonly enterRequest: EnterRequest,
    private readonly act: ActOnRequest,
    private readonly exportRequest: ExportRequest,
  ) {}

  @Get()
  @Access('officer:authorities.handle')
  @ApiOperation({ summary: 'Requests of authorities: open ones with the most urgent first, or closed ones' })
  @JsonText(AuthorityRequestsAnswer)
  list(@CurrentPrincipal() principal: Principal, @Query() query: AuthorityRequestsQueryDto): Promise<string> {
    return this.requests.list(officer(principal), query);
  }

  @Post()
  @Access('officer:authorities.handle')
  @ApiOperation({
    summary: 'Enter a request; with `actNow` the product is down, or the shop suspended, in the same act',
  })
  @ApiCreatedResponse({ type: AuthorityRequestDetailAnswer })
  async enter(
    @CurrentPrincipal() principal: Principal,
    @Body() body: EnterAuthorityRequestDto,
  ): Promise<AuthorityRequestDetailAnswer> {
    const id = await this.enterRequest.run(officer(principal), body);
    return this.requests.detail(officer(principal), id);
  }

  @Get(':authorityRequestId')
  @Access('officer:authorities.handle')
  @ApiOperation({ summary: 'One request, with the act that came of it and its history' })
  @ApiOkResponse({ type: AuthorityRequestDetailAnswer })
  read(
    @CurrentPrincipal() principal: Principal,
    @IdParam('authorityRequestId') id: string,
  ): Promise<AuthorityRequestDetailAnswer> {
    return this.requests.detail(officer(principal), id);
  }

  @Post(':authorityRequestId/execution')
  @Access('officer:authorities.handle')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take the product down, or suspend the shop at once, and close the request by it',
  })
  @ApiNoContentResponse()
  execute(
    @CurrentPrincipal() principal: Principal,
    @IdParam('authorityRequestId') id: string,
    @Body() { words }: ActWordsDto,
  ): Promise<void> {
    return this.act.run(officer(principal), id, words);
  }

  @Post(':authorityRequestId/answer')
  @Access('officer:authorities.handle')
  @HttpCode(204)
  @ApiOperation({ summary: 'Close the request: told, refused with the reason, or done by a revocation' })
  @ApiNoContentResponse()
  answer(
    @CurrentPrincipal() principal: Principal,
    @IdParam('authorityRequestId') id: string,
    @Body() body: AnswerAuthorityRequestDto,
  ): Promise<void> {
    return this.act.answer(officer(principal), id, body);
  }

  @Post(':authorityRequestId/lifting')
  @Access('officer:authorities.handle')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let the product back that was taken down on this request' })
  @ApiNoContentResponse()
  lift(
    @CurrentPrincipal() principal: Principal,
    @IdParam('authorityRequestId') id: string,
    @Body() { words }: ActWordsDto,
  ): Promise<void> {
    return this.act.lift(officer(principal), id, words);
  }

  @Post(':authorityRequestId/exports')
  @Access('officer:authorities.handle')
  @HttpCode(200)
  @ApiOperation({ summary: 'What was asked, as a workbook; who exported is written down' })
  @ApiOkResponse({ content: { [XLSX]: {} } })
  async export(
    @CurrentPrincipal() principal: Principal,
    @IdParam('authorityRequestId') id: string,
    @Body() _body: EmptyDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.exportRequest.run(officer(principal), id);
    sendAsDownload(reply, bytes, name, XLSX);
  }
}
