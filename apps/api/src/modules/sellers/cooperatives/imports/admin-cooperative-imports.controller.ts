import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../../platform/access/access.js';
import { readUpload, TakesUpload } from '../../../../platform/http/upload.js';
import { IdParam } from '../../../../platform/http/id-param.js';
import { officerOf } from '../../../identity/index.js';
import { registerTemplate } from '../register-file.js';
import { ConfirmImport } from './confirm-import.js';
import {
  ConfirmImportDto,
  ImportDto,
  ImportListDto,
  ImportRowListDto,
  ImportRowsQueryDto,
  ImportsQueryDto,
} from './import.dto.js';
import { ImportsService } from './imports.service.js';
import { LARGEST_IMPORT_BYTES, PreviewImport } from './preview-import.js';
import { UndoImport } from './undo-import.js';

/** Spreadsheets into the register: sent, looked at, confirmed, undone. */
@ApiTags('cooperatives')
@Controller('v1/admin/cooperative-imports')
@Access('officer:cooperatives.edit')
export class AdminCooperativeImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly previewImport: PreviewImport,
    private readonly confirmImport: ConfirmImport,
    private readonly undoImport: UndoImport,
  ) {}

  /** Reads an .xlsx or CSV file of at most 10 MB and 5,000 rows; nothing of the register changes. */
  @Post()
  @TakesUpload()
  @ApiCreatedResponse({ type: ImportDto })
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<ImportDto> {
    const officer = officerOf(principal, 'cooperatives.edit');
    const { id } = await this.previewImport.run(officer, await readUpload(request, LARGEST_IMPORT_BYTES));
    return this.imports.detail(officer, id);
  }

  /** Newest first. */
  @Get()
  @ApiOkResponse({ type: ImportListDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ImportsQueryDto): Promise<ImportListDto> {
    return this.imports.list(officerOf(principal, 'cooperatives.edit'), query);
  }

  /** An empty form with its explanations. */
  @Get('template.xlsx')
  @Header('content-disposition', 'attachment; filename="mau-so-hop-tac-xa.xlsx"')
  @ApiOkResponse({ content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} } })
  async template(): Promise<StreamableFile> {
    return registerTemplate();
  }

  @Get(':id')
  @ApiOkResponse({ type: ImportDto })
  detail(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<ImportDto> {
    return this.imports.detail(officerOf(principal, 'cooperatives.edit'), id);
  }

  /** What each row of the file would do, or why it cannot. */
  @Get(':id/rows')
  @ApiOkResponse({ type: ImportRowListDto })
  rows(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Query() query: ImportRowsQueryDto,
  ): Promise<ImportRowListDto> {
    return this.imports.rows(officerOf(principal, 'cooperatives.edit'), id, query);
  }

  /** Takes it into the register, all or nothing. */
  @Post(':id/confirmation')
  @HttpCode(204)
  @ApiNoContentResponse()
  confirm(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() { rows }: ConfirmImportDto,
  ): Promise<void> {
    return this.confirmImport.run(officerOf(principal, 'cooperatives.edit'), id, rows);
  }

  /** Takes it back; 409 once anything of it was changed since. */
  @Delete(':id/confirmation')
  @HttpCode(204)
  @ApiNoContentResponse()
  undo(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<void> {
    return this.undoImport.run(officerOf(principal, 'cooperatives.edit'), id);
  }
}
