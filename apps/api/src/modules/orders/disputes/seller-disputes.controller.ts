import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import { DisputeActs } from './dispute-acts.js';
import { DisputeDoors } from './dispute-doors.js';
import {
  AcceptProposalDto,
  DisputeAnswer,
  DisputeMessageDto,
  ShopDisputesAnswer,
  ShopDisputesQueryDto,
} from './disputes.dto.js';
import { ReadDisputes } from './read-disputes.js';
import { wordsOf } from './words-of.js';

/** What buyers complain of to a shop, from its own side. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/disputes')
@Access('seller:orders')
export class SellerDisputesController {
  constructor(
    private readonly doors: DisputeDoors,
    private readonly acts: DisputeActs,
    private readonly pictures: OrderPictures,
    private readonly disputes: ReadDisputes,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Open disputes, the most urgent first; or those that are over' })
  @ApiOkResponse({ type: ShopDisputesAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ShopDisputesQueryDto,
  ): Promise<ShopDisputesAnswer> {
    return this.disputes.ofShop(principal, slug, query);
  }

  @Get(':disputeId')
  @ApiOperation({ summary: 'A dispute with all that was written in it' })
  @ApiOkResponse({ type: DisputeAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('disputeId') id: string,
  ): Promise<DisputeAnswer> {
    return this.disputes.oneOfShop(principal, slug, id);
  }

  @Post(':disputeId/messages')
  @ApiOperation({ summary: 'Answer, and propose how to settle it' })
  @ApiCreatedResponse({ type: DisputeAnswer })
  async say(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('disputeId') id: string,
    @Body() body: DisputeMessageDto,
  ): Promise<DisputeAnswer> {
    await this.doors.shop(principal, slug, id, (held) => this.acts.say(held, wordsOf(body)));
    return this.disputes.oneOfShop(principal, slug, id);
  }

  @Post(':disputeId/pictures')
  @TakesUpload()
  @ApiOperation({ summary: 'Add a picture, at most 12 MB; 5 of each side' })
  @ApiCreatedResponse({ type: DisputeAnswer })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('disputeId') id: string,
    @Req() request: FastifyRequest,
  ): Promise<DisputeAnswer> {
    // Whose dispute it is comes before anybody's picture is read.
    await this.disputes.oneOfShop(principal, slug, id);
    const bytes = await this.pictures.read((await readUpload(request, LARGEST_UPLOAD_BYTES)).bytes);
    await this.doors.shop(principal, slug, id, (held) => this.acts.show(held, bytes));
    return this.disputes.oneOfShop(principal, slug, id);
  }

  @Get(':disputeId/pictures/:pictureId')
  @ApiOperation({ summary: 'A picture of a dispute' })
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async picture(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('disputeId') id: string,
    @IdParam('pictureId') pictureId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.disputes.pictureOfShop(principal, slug, id, pictureId);
    sendAsDownload(reply, bytes, `${pictureId}.jpg`, 'image/jpeg');
  }

  @Post(':disputeId/acceptance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept what the buyer proposed last; money is owed back at once' })
  @ApiOkResponse({ type: DisputeAnswer })
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('disputeId') id: string,
    @Body() { proposalId }: AcceptProposalDto,
  ): Promise<DisputeAnswer> {
    await this.doors.shop(principal, slug, id, (held) => this.acts.accept(held, proposalId));
    return this.disputes.oneOfShop(principal, slug, id);
  }

  @Post(':disputeId/escalation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the officers to decide' })
  @ApiOkResponse({ type: DisputeAnswer })
  async escalate(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('disputeId') id: string,
    @Body() _body: EmptyDto,
  ): Promise<DisputeAnswer> {
    await this.doors.shop(principal, slug, id, (held) => this.acts.escalate(held));
    return this.disputes.oneOfShop(principal, slug, id);
  }
}
