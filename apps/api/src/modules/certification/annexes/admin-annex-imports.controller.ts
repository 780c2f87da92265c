import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Put,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { officerOf } from '../../identity/index.js';
import { ConfirmAnnex } from './confirm-annex.js';
import {
  AnnexColumnsDto,
  AnnexImportDetailDto,
  AnnexImportListDto,
  AnnexImportsQueryDto,
  AnnexRowListDto,
  AnnexRowsQueryDto,
  ConfirmAnnexDto,
} from './annex-import.dto.js';
import { AnnexImportsService } from './annex-imports.service.js';
import { annexCsv, annexWorkbook } from './annex-template.js';
import { LARGEST_ANNEX_BYTES, PreviewAnnex } from './preview-annex.js';
import { UndoAnnex } from './undo-annex.js';

/** Annexes of decisions into the register of certificates: sent, looked at, confirmed, undone. */
@ApiTags('certificates')
@Controller('v1/admin/annex-imports')
@Access('officer:certificates.edit')
export class AdminAnnexImportsController {
  constructor(
    private readonly imports: AnnexImportsService,
    private readonly previewAnnex: PreviewAnnex,
    private readonly confirmAnnex: ConfirmAnnex,
    private readonly undoAnnex: UndoAnnex,
  ) {}

  /** Reads an .xlsx or CSV file of at most 10 MB and 5,000 rows; nothing of the register changes. */
  @Post()
  @TakesUpload('decisionNumber', 'decisionDate', 'issuedBy')
  @ApiCreatedResponse({ type: AnnexImportDetailDto })
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
  ): Promise<AnnexImportDetailDto> {
    const officer = officerOf(principal, 'certificates.edit');
    const { id } = await this.previewAnnex.run(officer, await readUpload(request, LARGEST_ANNEX_BYTES));
    return this.imports.detail(officer, id);
  }

  /** Newest first. */
  @Get()
  @ApiOkResponse({ type: AnnexImportListDto })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AnnexImportsQueryDto,
  ): Promise<AnnexImportListDto> {
    return this.imports.list(officerOf(principal, 'certificates.edit'), query);
  }

  /** An empty annex with its explanations. */
  @Get('template.xlsx')
  @Header('content-disposition', 'attachment; filename="mau-phu-luc-quyet-dinh.xlsx"')
  @ApiOkResponse({ content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} } })
  async template(): Promise<StreamableFile> {
    return annexWorkbook();
  }

  /** The same as CSV. */
  @Get('template.csv')
  @Header('content-disposition', 'attachment; filename="mau-phu-luc-quyet-dinh.csv"')
  @ApiOkResponse({ content: { 'text/csv': {} } })
  templateCsv(): StreamableFile {
    return annexCsv();
  }

  /** With its progress, and once it is taken with what stands on it. */
  @Get(':id')
  @ApiOkResponse({ type: AnnexImportDetailDto })
  detail(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<AnnexImportDetailDto> {
    return this.imports.detail(officerOf(principal, 'certificates.edit'), id);
  }

  /** What each row of the file would do, or why it cannot. */
  @Get(':id/rows')
  @ApiOkResponse({ type: AnnexRowListDto })
  rows(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Query() query: AnnexRowsQueryDto,
  ): Promise<AnnexRowListDto> {
    return this.imports.rows(officerOf(principal, 'certificates.edit'), id, query);
  }

  /** Reads the rows again with these columns, against the register as it is now. */
  @Put(':id/columns')
  @ApiOkResponse({ type: AnnexImportDetailDto })
  async choose(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() { columns }: AnnexColumnsDto,
  ): Promise<AnnexImportDetailDto> {
    const officer = officerOf(principal, 'certificates.edit');
    const mapping = Object.fromEntries(columns.map(({ column, at }) => [column, at]));
    await this.previewAnnex.again(officer, id, mapping);
    return this.imports.detail(officer, id);
  }

  /** Hands it to the worker, which takes all of it or nothing; the import says how far it is. */
  @Post(':id/confirmation')
  @HttpCode(204)
  @ApiNoContentResponse()
  confirm(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id') id: string,
    @Body() { rows }: ConfirmAnnexDto,
  ): Promise<void> {
    return this.confirmAnnex.run(officerOf(principal, 'certificates.edit'), id, rows);
  }

  /** Takes it back; 409 with `obstacles` once anything stands on it. */
  @Delete(':id/confirmation')
  @HttpCode(204)
  @ApiNoContentResponse()
  undo(@CurrentPrincipal() principal: Principal, @IdParam('id') id: string): Promise<void> {
    return this.undoAnnex.run(officerOf(principal, 'certificates.edit'), id);
  }
}
