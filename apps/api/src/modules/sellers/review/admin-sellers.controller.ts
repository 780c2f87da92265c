import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf } from '../../identity/index.js';
import { LettersService } from '../letters/letters.service.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { SuspendSeller } from '../suspension/suspend-seller.js';
import { AdminSellersService } from './admin-sellers.service.js';
import { DeskSellersAnswer } from './case-answer.dto.js';
import { DecideApplication } from './decide-application.js';
import {
  AdminSellersQueryDto,
  AskForAdditionsDto,
  ReasonedDto,
  RevealDto,
  SuspendDto,
} from './review.dto.js';

/** The verification desk: applications, decisions, suspensions, each officer in their own communes. */
@ApiTags('sellers')
@Controller('v1/admin/sellers')
export class AdminSellersController {
  constructor(
    private readonly sellers: AdminSellersService,
    private readonly decide: DecideApplication,
    private readonly suspendSeller: SuspendSeller,
    private readonly letters: LettersService,
  ) {}

  @Get()
  @Access('officer:sellers.read')
  @ApiOperation({ summary: 'Shops of the officer’s communes, what is late on top' })
  @JsonText(DeskSellersAnswer)
  list(@CurrentPrincipal() principal: Principal, @Query() query: AdminSellersQueryDto): Promise<string> {
    return this.sellers.list(officerOf(principal, 'sellers.read'), query);
  }

  @Get(':slug')
  @Access('officer:sellers.read')
  @ApiOperation({
    summary: 'A shop with its application, papers, letters and history; what is sealed is only named',
  })
  @ApiOkResponse()
  case(@CurrentPrincipal() principal: Principal, @Param('slug', SlugPipe) slug: string): Promise<object> {
    return this.sellers.case(principal, slug);
  }

  @Post(':slug/documents/:id/readings')
  @Access('officer:sellers.reveal')
  @HttpCode(200)
  @ApiOperation({ summary: 'A paper, as a download, for a reason that is written down' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async document(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Param('id') id: string,
    @Body() { reason }: RevealDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const officer = officerOf(principal, 'sellers.reveal');
    const { bytes, name } = await this.sellers.document(officer, slug, id, reason);
    sendAsDownload(reply, bytes, name, 'application/octet-stream');
  }

  @Post(':slug/sensitive-fields')
  @Access('officer:sellers.reveal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Open what is sealed, for a reason that is written down' })
  @ApiOkResponse()
  reveal(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() { reason }: RevealDto,
  ): Promise<Record<string, string>> {
    return this.sellers.reveal(officerOf(principal, 'sellers.reveal'), slug, reason);
  }

  @Get(':slug/letters/:file')
  @Access('officer:sellers.read')
  @ApiOperation({ summary: 'A letter as PDF: its id and `.pdf`' })
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async letter(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.letters.forOfficer(officerOf(principal, 'sellers.read'), slug, file);
    sendAsDownload(reply, bytes, name, 'application/pdf');
  }

  @Post(':slug/approval')
  @Access('officer:sellers.review')
  @HttpCode(204)
  @ApiOperation({ summary: 'Approve an application; nobody approves their own work' })
  @ApiNoContentResponse()
  approve(@CurrentPrincipal() principal: Principal, @Param('slug', SlugPipe) slug: string): Promise<void> {
    return this.decide.approve(officerOf(principal, 'sellers.review'), slug);
  }

  @Post(':slug/addition-requests')
  @Access('officer:sellers.review')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give an application back with what is to be added, step by step' })
  @ApiNoContentResponse()
  additions(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() { items }: AskForAdditionsDto,
  ): Promise<void> {
    return this.decide.askForAdditions(officerOf(principal, 'sellers.review'), slug, items);
  }

  @Post(':slug/refusal')
  @Access('officer:sellers.review')
  @HttpCode(204)
  @ApiOperation({ summary: 'Refuse an application, with a reason of the list and words' })
  @ApiNoContentResponse()
  refuse(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: ReasonedDto,
  ): Promise<void> {
    return this.decide.refuse(officerOf(principal, 'sellers.review'), slug, body);
  }

  @Post(':slug/suspensions')
  @Access('officer:sellers.suspend')
  @HttpCode(204)
  @ApiOperation({ summary: 'Suspend with five days’ notice, or at once on an authority’s request' })
  @ApiNoContentResponse()
  suspend(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: SuspendDto,
  ): Promise<void> {
    return this.suspendSeller.run(officerOf(principal, 'sellers.suspend'), slug, body);
  }

  @Delete(':slug/suspensions/current')
  @Access('officer:sellers.suspend')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let the shop sell again, or take a notice back' })
  @ApiNoContentResponse()
  lift(@CurrentPrincipal() principal: Principal, @Param('slug', SlugPipe) slug: string): Promise<void> {
    return this.suspendSeller.lift(officerOf(principal, 'sellers.suspend'), slug);
  }

  @Post(':slug/closure')
  @Access('officer:sellers.suspend')
  @HttpCode(204)
  @ApiOperation({ summary: 'Close the shop for good; open orders are still served' })
  @ApiNoContentResponse()
  close(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: ReasonedDto,
  ): Promise<void> {
    return this.suspendSeller.close(officerOf(principal, 'sellers.suspend'), slug, body);
  }
}
