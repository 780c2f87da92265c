import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { labelPng } from './label-png.js';
import { labelFileName } from './label-words.js';
import { labelsPdf } from './labels-pdf.js';
import { SellerTracesService } from './seller-traces.service.js';
import { LabelAnswer, LabelsQueryDto, ShopTraceListAnswer, TraceListQueryDto } from './traces.dto.js';

/** A page of labels unless more are asked for. */
const ONE_SHEET = 24;

/** The codes of a shop's goods, to be printed and stuck on packets. */
@ApiTags('traces')
@Controller('v1/seller/:sellerSlug/traces')
@Access('seller:listings')
export class SellerTracesController {
  constructor(
    private readonly traces: SellerTracesService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Published products and their batches with their codes, and how often they were looked up',
  })
  @JsonText(ShopTraceListAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: TraceListQueryDto,
  ): Promise<string> {
    return this.traces.list(principal, slug, query);
  }

  @Get(':code/label')
  @ApiOperation({ summary: 'What stands on the label of a code' })
  @ApiOkResponse({ type: LabelAnswer })
  label(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') code: string,
  ): Promise<LabelAnswer> {
    return this.traces.label(principal, slug, code);
  }

  @Get(':code/labels.pdf')
  @ApiOperation({ summary: 'Sheets of labels to print: A4, 24 to a page' })
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async pdf(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') code: string,
    @Query() { count = ONE_SHEET, cuts = false }: LabelsQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const label = await this.traces.label(principal, slug, code);
    const bytes = await labelsPdf(label, { count, cuts, demo: this.environment.demo });
    sendAsDownload(reply, bytes, labelFileName(label, 'pdf'), 'application/pdf');
  }

  @Get(':code/label.png')
  @ApiOperation({ summary: 'The label as a picture to send, 1080 pixels wide' })
  @ApiOkResponse({ content: { 'image/png': {} } })
  async png(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') code: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const label = await this.traces.label(principal, slug, code);
    const bytes = await labelPng(label, { demo: this.environment.demo });
    sendAsDownload(reply, bytes, labelFileName(label, 'png'), 'image/png');
  }
}
