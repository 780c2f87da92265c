import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { officerOf, type Officer } from '../../identity/index.js';
import { DisputeActs } from './dispute-acts.js';
import { DisputeDoors } from './dispute-doors.js';
import {
  DecideDisputeDto,
  DisputesQueryDto,
  OfficerMessageDto,
  OfficersDisputeAnswer,
  OfficersDisputesAnswer,
  TakeDisputeDto,
} from './disputes.dto.js';
import { ReadDisputes } from './read-disputes.js';

const officer = (principal: Principal): Officer => officerOf(principal, 'disputes.handle');

/** Disputes before the officers of a shop's commune. */
@ApiTags('administration')
@Controller('v1/admin/disputes')
@Access('officer:disputes.handle')
export class AdminDisputesController {
  constructor(
    private readonly doors: DisputeDoors,
    private readonly acts: DisputeActs,
    private readonly disputes: ReadDisputes,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Disputes, the most urgent first, with how many are open and late' })
  @ApiOkResponse({ type: OfficersDisputesAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: DisputesQueryDto,
  ): Promise<OfficersDisputesAnswer> {
    return this.disputes.ofOfficer(officer(principal), query);
  }

  @Get(':disputeId')
  @ApiOperation({ summary: 'A dispute with all that was written in it; the history keeps who looked' })
  @ApiOkResponse({ type: OfficersDisputeAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @IdParam('disputeId') id: string,
  ): Promise<OfficersDisputeAnswer> {
    return this.disputes.oneOfOfficer(officer(principal), id);
  }

  @Get(':disputeId/pictures/:pictureId')
  @ApiOperation({ summary: 'A picture of a dispute' })
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async picture(
    @CurrentPrincipal() principal: Principal,
    @IdParam('disputeId') id: string,
    @IdParam('pictureId') pictureId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.disputes.pictureOfOfficer(officer(principal), id, pictureId);
    sendAsDownload(reply, bytes, `${pictureId}.jpg`, 'image/jpeg');
  }

  @Post(':disputeId/taking')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the case; nobody takes their own' })
  @ApiOkResponse({ type: OfficersDisputeAnswer })
  async take(
    @CurrentPrincipal() principal: Principal,
    @IdParam('disputeId') id: string,
    @Body() { takeOver = false }: TakeDisputeDto,
  ): Promise<OfficersDisputeAnswer> {
    await this.doors.officer(officer(principal), id, (held) => this.acts.take(held, takeOver));
    return this.disputes.oneOfOfficer(officer(principal), id);
  }

  @Post(':disputeId/messages')
  @ApiOperation({ summary: 'Ask or tell both sides; for whoever took the case' })
  @ApiCreatedResponse({ type: OfficersDisputeAnswer })
  async say(
    @CurrentPrincipal() principal: Principal,
    @IdParam('disputeId') id: string,
    @Body() { words }: OfficerMessageDto,
  ): Promise<OfficersDisputeAnswer> {
    await this.doors.officer(officer(principal), id, (held) => this.acts.say(held, { words }));
    return this.disputes.oneOfOfficer(officer(principal), id);
  }

  @Post(':disputeId/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide it, with reasons; money is owed back at once' })
  @ApiOkResponse({ type: OfficersDisputeAnswer })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @IdParam('disputeId') id: string,
    @Body() { outcome, amountVnd, words }: DecideDisputeDto,
  ): Promise<OfficersDisputeAnswer> {
    const decision = { outcome, amountVnd: outcome === 'refund' ? (amountVnd ?? null) : null, words };
    await this.doors.officer(officer(principal), id, (held) => this.acts.decide(held, decision));
    return this.disputes.oneOfOfficer(officer(principal), id);
  }
}
