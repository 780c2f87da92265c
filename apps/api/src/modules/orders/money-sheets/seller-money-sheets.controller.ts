import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { readUpload, TakesUpload } from '../../../platform/http/upload.js';
import {
  ConfirmSheetDto,
  SheetAnswer,
  SheetColumnsDto,
  SheetQueryDto,
  SheetsAnswer,
  SheetsQueryDto,
} from './money-sheet.dto.js';
import { MoneySheetsService } from './money-sheets.service.js';
import { LARGEST_SHEET_BYTES } from './read-money-sheet.js';
import { ShowSheet } from './show-sheet.js';

/** Statements of a shop's bank, and what carriers say they handed on: sent, looked at, confirmed. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/money-sheets')
@Access('seller:money')
export class SellerMoneySheetsController {
  constructor(
    private readonly sheets: MoneySheetsService,
    private readonly shown: ShowSheet,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The latest files' })
  @ApiOkResponse({ type: SheetsAnswer })
  latest(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() { kind = 'bank_statement' }: SheetsQueryDto,
  ): Promise<SheetsAnswer> {
    return this.shown.latest(principal, slug, kind);
  }

  /** Reads an .xlsx or CSV file of at most 4 MB and 1,000 rows; nothing is recorded yet. */
  @Post()
  @TakesUpload('kind')
  @ApiOperation({ summary: 'A file to look at' })
  @ApiCreatedResponse({ type: SheetAnswer })
  async take(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Req() request: FastifyRequest,
  ): Promise<SheetAnswer> {
    const id = await this.sheets.take(principal, slug, await readUpload(request, LARGEST_SHEET_BYTES));
    return this.shown.one(principal, slug, id, {});
  }

  @Get(':sheetId')
  @ApiOperation({ summary: 'A file: what each line is, or did' })
  @ApiOkResponse({ type: SheetAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('sheetId') id: string,
    @Query() query: SheetQueryDto,
  ): Promise<SheetAnswer> {
    return this.shown.one(principal, slug, id, query);
  }

  @Put(':sheetId/columns')
  @ApiOperation({ summary: 'Which column holds what; remembered for the next file with that heading' })
  @ApiOkResponse({ type: SheetAnswer })
  async nameColumns(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('sheetId') id: string,
    @Body() columns: SheetColumnsDto,
  ): Promise<SheetAnswer> {
    await this.sheets.nameColumns(principal, slug, id, { ...columns });
    return this.shown.one(principal, slug, id, {});
  }

  @Post(':sheetId/confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records its lines, each once; again where it was stopped in the middle' })
  @ApiOkResponse({ type: SheetAnswer })
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('sheetId') id: string,
    @Body() { all }: ConfirmSheetDto,
  ): Promise<SheetAnswer> {
    await this.sheets.confirm(principal, slug, id, all);
    return this.shown.one(principal, slug, id, {});
  }

  @Delete(':sheetId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forgets a file nobody has confirmed' })
  @ApiNoContentResponse()
  discard(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('sheetId') id: string,
  ): Promise<void> {
    return this.sheets.discard(principal, slug, id);
  }
}
