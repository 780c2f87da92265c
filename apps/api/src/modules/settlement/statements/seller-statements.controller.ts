import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isUuid } from '#kernel/ids';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { IssueStatement } from './issue-statement.js';
import {
  IssueStatementDto,
  SalesDto,
  SalesQueryDto,
  StatementDto,
  StatementListDto,
} from './statement.dto.js';
import { StatementsService, statementView } from './statements.service.js';

const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What a shop sold, as proof for its next star. */
@ApiTags('statements')
@Controller('v1/seller/:sellerSlug')
@Access('seller:shop')
export class SellerStatementsController {
  constructor(
    private readonly statements: StatementsService,
    private readonly issueStatement: IssueStatement,
  ) {}

  @Get('sales')
  @ApiOperation({ summary: 'Sales by product and month, as a statement would say them now' })
  @ApiOkResponse({ type: SalesDto })
  sales(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: SalesQueryDto,
  ): Promise<SalesDto> {
    return this.statements.sales(principal, slug, query);
  }

  @Get('sales-statements')
  @ApiOperation({ summary: 'Statements that were issued, newest first' })
  @ApiOkResponse({ type: StatementListDto })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<StatementListDto> {
    return { items: await this.statements.list(principal, slug), nextCursor: null };
  }

  @Post('sales-statements')
  @ApiOperation({ summary: 'Issue a statement; the same figures again on the same day are the same one' })
  @ApiCreatedResponse({ type: StatementDto })
  async issue(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: IssueStatementDto,
  ): Promise<StatementDto> {
    return statementView(await this.issueStatement.run(principal, slug, body));
  }

  @Get('sales-statements/:file')
  @ApiOperation({ summary: 'A statement as a file: its id and `.pdf` or `.xlsx`' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, id, kind] = /^([^.]+)\.(pdf|xlsx)$/.exec(file) ?? [];
    if (!isUuid(id) || (kind !== 'pdf' && kind !== 'xlsx')) throw new Problem('not_found');
    const { bytes, name } = await this.statements.file(principal, slug, id.toLowerCase(), kind);
    sendAsDownload(reply, bytes, name, TYPES[kind]);
  }
}
