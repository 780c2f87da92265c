import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { officerOf } from '../../identity/index.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { PapersService } from '../papers/papers.service.js';
import {
  ChangeCaseAnswer,
  ChangeListAnswer,
  ChangesQueryDto,
  ReturnChangeDto,
  SeenVersionDto,
} from './approval.dto.js';
import { ChangePictures } from './change-pictures.js';
import { DecideChange } from './decide-change.js';
import { ProductChangesService } from './product-changes.service.js';

/** Approval of products in two steps: commune or alliance staff check, the province publishes. */
@ApiTags('listings')
@Controller('v1/admin/product-changes')
export class AdminProductChangesController {
  constructor(
    private readonly changes: ProductChangesService,
    private readonly pictures: ChangePictures,
    private readonly papers: PapersService,
    private readonly decideChange: DecideChange,
  ) {}

  @Get()
  @Access('officer:listings.read')
  @ApiOperation({ summary: 'What waits in the officer’s communes, the longest due on top' })
  @JsonText(ChangeListAnswer)
  list(@CurrentPrincipal() principal: Principal, @Query() query: ChangesQueryDto): Promise<string> {
    return this.changes.list(officerOf(principal, 'listings.read'), query);
  }

  @Get(':changeId')
  @Access('officer:listings.read')
  @ApiOperation({ summary: 'A change: the old text beside the new one, and what is different' })
  @ApiOkResponse({ type: ChangeCaseAnswer })
  case(@CurrentPrincipal() principal: Principal, @IdParam('changeId') id: string): Promise<ChangeCaseAnswer> {
    return this.changes.case(principal, id);
  }

  @Get(':changeId/pictures/:pictureId/:file')
  @Access('officer:listings.read')
  @Header('cache-control', 'private, no-store')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('cross-origin-resource-policy', 'same-origin')
  @ApiOperation({ summary: 'A picture of the change, or of what buyers see now' })
  @ApiParam({ name: 'file', description: '320, 640 or 1200, and .avif, .webp or .jpg', example: '640.jpg' })
  @ApiOkResponse({ content: { 'image/*': { schema: { type: 'string', format: 'binary' } } } })
  async picture(
    @CurrentPrincipal() principal: Principal,
    @IdParam('changeId') id: string,
    @IdParam('pictureId') pictureId: string,
    @Param('file') file: string,
  ): Promise<StreamableFile> {
    const officer = officerOf(principal, 'listings.read');
    const { bytes, contentType } = await this.pictures.file(officer, id, pictureId, file);
    return new StreamableFile(bytes, { type: contentType, length: bytes.length });
  }

  @Get(':changeId/papers/:paperId')
  @Access('officer:listings.read')
  @ApiOperation({ summary: 'A paper the product is sold with, as a download; every read is written down' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async paper(
    @CurrentPrincipal() principal: Principal,
    @IdParam('changeId') id: string,
    @IdParam('paperId') paperId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.papers.forOfficer(officerOf(principal, 'listings.read'), id, paperId);
    sendAsDownload(reply, bytes, name, 'application/octet-stream');
  }

  @Post(':changeId/check')
  @Access('officer:listings.check')
  @HttpCode(204)
  @ApiOperation({ summary: 'First step: the goods and the words agree; never about one’s own work' })
  @ApiNoContentResponse()
  check(
    @CurrentPrincipal() principal: Principal,
    @IdParam('changeId') id: string,
    @Body() { version }: SeenVersionDto,
  ): Promise<void> {
    return this.decideChange.check(officerOf(principal, 'listings.check'), id, version);
  }

  @Post(':changeId/publication')
  @Access('officer:listings.approve')
  @HttpCode(204)
  @ApiOperation({ summary: 'Second step, by another officer: buyers read it from now on' })
  @ApiNoContentResponse()
  publish(
    @CurrentPrincipal() principal: Principal,
    @IdParam('changeId') id: string,
    @Body() { version }: SeenVersionDto,
  ): Promise<void> {
    return this.decideChange.publish(officerOf(principal, 'listings.approve'), id, version);
  }

  @Post(':changeId/return')
  @Access('officer:listings.read')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Give it back with reasons of the list and words; what was approved before stays',
  })
  @ApiNoContentResponse()
  giveBack(
    @CurrentPrincipal() principal: Principal,
    @IdParam('changeId') id: string,
    @Body() body: ReturnChangeDto,
  ): Promise<void> {
    return this.decideChange.giveBack(officerOf(principal, 'listings.read'), id, body);
  }
}
