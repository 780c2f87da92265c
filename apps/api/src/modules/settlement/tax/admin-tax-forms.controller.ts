import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { XLSX_TYPE } from '../xlsx-type.js';
import { IssueTaxFormDto, TaxFormDto, TaxPeriodDto, TaxPeriodQueryDto } from './tax.dto.js';
import { TaxFormsService } from './tax-forms.service.js';

/** Tax at the source, as the tax office wants it declared. */
@ApiTags('settlement')
@Controller('v1/admin/tax-forms')
@Access('officer:taxes.handle')
export class AdminTaxFormsController {
  constructor(private readonly forms: TaxFormsService) {}

  @Get()
  @ApiOperation({ summary: 'What was withheld in a month or year, and the forms that were issued of it' })
  @ApiOkResponse({ type: TaxPeriodDto })
  read(@Query() { period }: TaxPeriodQueryDto): Promise<TaxPeriodDto> {
    return this.forms.read(period);
  }

  @Post()
  @ApiOperation({
    summary: 'Issue the form of a period that is over; other figures than before are its next version',
  })
  @ApiCreatedResponse({ type: TaxFormDto })
  issue(@CurrentPrincipal() principal: Principal, @Body() { period }: IssueTaxFormDto): Promise<TaxFormDto> {
    return this.forms.issue(principal.accountId, period);
  }

  @Get(':taxFormId/file')
  @ApiOperation({ summary: 'An issued form as a workbook' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(@IdParam('taxFormId') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, name } = await this.forms.file(id);
    sendAsDownload(reply, bytes, name, XLSX_TYPE);
  }
}
