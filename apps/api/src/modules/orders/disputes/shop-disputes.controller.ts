import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import { DisputeActs } from './dispute-acts.js';
import { DisputeDoors } from './dispute-doors.js';
import {
  AcceptProposalDto,
  BuyersDisputesAnswer,
  ComplaintProcedureAnswer,
  DisputeAnswer,
  DisputeMessageDto,
  OpenDisputeDto,
} from './disputes.dto.js';
import { OpenDispute } from './open-dispute.js';
import { ReadDisputes } from './read-disputes.js';
import { wordsOf } from './words-of.js';
import { orderCodeOf } from '../order-code.js';
import { ByOrderToken, CurrentBuyer, type OrderBuyer } from '../order-buyer.js';

/** A buyer's disputes about an order, and the procedure they follow. */
@ApiTags('buying')
@Controller('v1')
export class ShopDisputesController {
  constructor(
    private readonly openDispute: OpenDispute,
    private readonly doors: DisputeDoors,
    private readonly acts: DisputeActs,
    private readonly pictures: OrderPictures,
    private readonly disputes: ReadDisputes,
  ) {}

  @Get('complaint-procedure')
  @Access('public')
  @ApiOperation({ summary: 'How soon complaints are replied to and resolved, by kind, in working days' })
  @ApiOkResponse({ type: ComplaintProcedureAnswer })
  procedure(): ComplaintProcedureAnswer {
    return this.disputes.procedure();
  }

  @Get('orders/:code/disputes')
  @Access('bearer-secret')
  @ByOrderToken()
  @ApiOperation({ summary: 'The disputes about an order, the newest first' })
  @ApiOkResponse({ type: BuyersDisputesAnswer })
  list(@Param('code') code: string, @CurrentBuyer() buyer: OrderBuyer): Promise<BuyersDisputesAnswer> {
    return this.disputes.ofBuyer(orderCodeOf(code), buyer);
  }

  @Post('orders/:code/disputes')
  @Access('bearer-secret')
  @ByOrderToken()
  @ApiOperation({ summary: 'Open a dispute: one of a kind at a time' })
  @ApiCreatedResponse({ type: DisputeAnswer })
  async open(
    @Param('code') typed: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() body: OpenDisputeDto,
  ): Promise<DisputeAnswer> {
    const code = orderCodeOf(typed);
    const id = await this.openDispute.run(code, buyer, { kind: body.kind, ...wordsOf(body) });
    return this.disputes.oneOfBuyer(code, buyer, id);
  }

  @Get('orders/:code/disputes/:disputeId')
  @Access('bearer-secret')
  @ByOrderToken()
  @ApiOperation({ summary: 'A dispute with all that was written in it' })
  @ApiOkResponse({ type: DisputeAnswer })
  one(
    @Param('code') code: string,
    @IdParam('disputeId') id: string,
    @CurrentBuyer() buyer: OrderBuyer,
  ): Promise<DisputeAnswer> {
    return this.disputes.oneOfBuyer(orderCodeOf(code), buyer, id);
  }

  @Post('orders/:code/disputes/:disputeId/messages')
  @Access('bearer-secret')
  @ByOrderToken()
  @ApiOperation({ summary: 'Write, and propose how to settle it' })
  @ApiCreatedResponse({ type: DisputeAnswer })
  async say(
    @Param('code') typed: string,
    @IdParam('disputeId') id: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() body: DisputeMessageDto,
  ): Promise<DisputeAnswer> {
    const code = orderCodeOf(typed);
    await this.doors.buyer(code, buyer, id, (held) => this.acts.say(held, wordsOf(body)));
    return this.disputes.oneOfBuyer(code, buyer, id);
  }

  @Post('orders/:code/disputes/:disputeId/pictures')
  @Access('bearer-secret')
  @ByOrderToken()
  @TakesUpload()
  @ApiOperation({ summary: 'Add a picture, at most 12 MB; 5 of each side. It stays private and sealed' })
  @ApiCreatedResponse({ type: DisputeAnswer })
  async show(
    @Param('code') typed: string,
    @IdParam('disputeId') id: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Req() request: FastifyRequest,
  ): Promise<DisputeAnswer> {
    const code = orderCodeOf(typed);
    // Whose dispute it is comes before anybody's picture is read.
    await this.disputes.oneOfBuyer(code, buyer, id);
    const bytes = await this.pictures.read((await readUpload(request, LARGEST_UPLOAD_BYTES)).bytes);
    await this.doors.buyer(code, buyer, id, (held) => this.acts.show(held, bytes));
    return this.disputes.oneOfBuyer(code, buyer, id);
  }

  @Get('orders/:code/disputes/:disputeId/pictures/:pictureId')
  @Access('bearer-secret')
  @ByOrderToken()
  @ApiOperation({ summary: 'A picture of a dispute' })
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async picture(
    @Param('code') code: string,
    @IdParam('disputeId') id: string,
    @IdParam('pictureId') pictureId: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.disputes.pictureOfBuyer(orderCodeOf(code), buyer, id, pictureId);
    sendAsDownload(reply, bytes, `${pictureId}.jpg`, 'image/jpeg');
  }

  @Post('orders/:code/disputes/:disputeId/acceptance')
  @Access('bearer-secret')
  @ByOrderToken()
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept what the shop proposed last; money is owed back at once' })
  @ApiOkResponse({ type: DisputeAnswer })
  async accept(
    @Param('code') typed: string,
    @IdParam('disputeId') id: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() { proposalId }: AcceptProposalDto,
  ): Promise<DisputeAnswer> {
    const code = orderCodeOf(typed);
    await this.doors.buyer(code, buyer, id, (held) => this.acts.accept(held, proposalId));
    return this.disputes.oneOfBuyer(code, buyer, id);
  }

  @Post('orders/:code/disputes/:disputeId/escalation')
  @Access('bearer-secret')
  @ByOrderToken()
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the officers to decide, once the shop has answered' })
  @ApiOkResponse({ type: DisputeAnswer })
  async escalate(
    @Param('code') typed: string,
    @IdParam('disputeId') id: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
  ): Promise<DisputeAnswer> {
    const code = orderCodeOf(typed);
    await this.doors.buyer(code, buyer, id, (held) => this.acts.escalate(held));
    return this.disputes.oneOfBuyer(code, buyer, id);
  }

  @Post('orders/:code/disputes/:disputeId/withdrawal')
  @Access('bearer-secret')
  @ByOrderToken()
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the dispute back' })
  @ApiOkResponse({ type: DisputeAnswer })
  async withdraw(
    @Param('code') typed: string,
    @IdParam('disputeId') id: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
  ): Promise<DisputeAnswer> {
    const code = orderCodeOf(typed);
    await this.doors.buyer(code, buyer, id, (held) => this.acts.withdraw(held));
    return this.disputes.oneOfBuyer(code, buyer, id);
  }
}
