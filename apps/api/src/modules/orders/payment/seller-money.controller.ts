import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { ConnectionsService } from './connections.service.js';
import {
  ConnectDto,
  ConnectionsAnswer,
  MatchDto,
  MoneyAnswer,
  MoneyQueryDto,
  ReceiptsAnswer,
  ReceiptsQueryDto,
  MoneyReceivedAnswer,
  MoneyForOrderDto,
  RefundSentDto,
  RefundsAnswer,
  RefundsQueryDto,
  SecretDto,
  WaitingPaymentsAnswer,
} from './money.dto.js';
import { MoneyService } from './money.service.js';
import { ReceiveMoney } from './receive-money.js';
import { WithdrawReceipt } from './withdraw-receipt.js';

/** A shop's money: what is waited for, what came, what has to go back, and who tells of it. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:money')
export class SellerMoneyController {
  constructor(
    private readonly money: MoneyService,
    private readonly receiveMoney: ReceiveMoney,
    private readonly connections: ConnectionsService,
    private readonly withdrawReceipt: WithdrawReceipt,
  ) {}

  @Get('money')
  @ApiOperation({ summary: 'The shop’s money in numbers' })
  @ApiOkResponse({ type: MoneyAnswer })
  summary(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<MoneyAnswer> {
    return this.money.summary(principal, slug);
  }

  @Get('waiting-payments')
  @ApiOperation({ summary: 'Transfers that have not come, or not whole, the oldest order first' })
  @JsonText(WaitingPaymentsAnswer)
  waiting(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: MoneyQueryDto,
  ): Promise<string> {
    return this.money.waiting(principal, slug, query);
  }

  @Get('receipts')
  @ApiOperation({ summary: 'What came in on the shop’s account, the latest first' })
  @ApiOkResponse({ type: ReceiptsAnswer })
  receipts(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ReceiptsQueryDto,
  ): Promise<ReceiptsAnswer> {
    return this.money.receipts(principal, slug, query);
  }

  @Post('receipts')
  @HttpCode(200)
  @ApiOperation({ summary: 'Money came in for an order, by the shop’s own word' })
  @ApiOkResponse({ type: MoneyReceivedAnswer })
  received(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() { orderCode, ...said }: MoneyForOrderDto,
  ): Promise<MoneyReceivedAnswer> {
    return this.receiveMoney.received(principal, { slug, permission: 'money' }, orderCode, said);
  }

  @Post('receipts/:receiptId/match')
  @HttpCode(200)
  @ApiOperation({ summary: 'Money nobody knew the order of is for this one' })
  @ApiOkResponse({ type: MoneyReceivedAnswer })
  match(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('receiptId') receiptId: string,
    @Body() { orderCode }: MatchDto,
  ): Promise<MoneyReceivedAnswer> {
    return this.receiveMoney.match(principal, slug, receiptId, orderCode);
  }

  @Post('receipts/:receiptId/dismissal')
  @HttpCode(204)
  @ApiOperation({ summary: 'Money that is for no order of the floor' })
  @ApiNoContentResponse()
  dismiss(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('receiptId') receiptId: string,
  ): Promise<void> {
    return this.receiveMoney.dismiss(principal, slug, receiptId);
  }

  @Post('receipts/:receiptId/withdrawal')
  @HttpCode(204)
  @ApiOperation({ summary: 'The shop said by mistake that this money came' })
  @ApiNoContentResponse()
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('receiptId') receiptId: string,
  ): Promise<void> {
    return this.withdrawReceipt.run(principal, slug, receiptId);
  }

  @Get('refunds')
  @ApiOperation({ summary: 'What has to go back to buyers or went, the nearest last day first' })
  @ApiOkResponse({ type: RefundsAnswer })
  refunds(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: RefundsQueryDto,
  ): Promise<RefundsAnswer> {
    return this.money.refunds(principal, slug, query);
  }

  @Post('refunds/:refundId/sending')
  @HttpCode(204)
  @ApiOperation({ summary: 'The shop has sent the money back by a transfer of its own' })
  @ApiNoContentResponse()
  refundSent(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('refundId') refundId: string,
    @Body() { reference }: RefundSentDto,
  ): Promise<void> {
    return this.receiveMoney.refundSent(principal, slug, refundId, reference);
  }

  @Get('payment-connections')
  @ApiOperation({ summary: 'Services that tell of money on the shop’s account' })
  @ApiOkResponse({ type: ConnectionsAnswer })
  listConnections(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<ConnectionsAnswer> {
    return this.connections.list(principal, slug);
  }

  @Post('payment-connections')
  @HttpCode(204)
  @Fresh()
  @ApiOperation({ summary: 'Connects such a service' })
  @ApiNoContentResponse()
  connect(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: ConnectDto,
  ): Promise<void> {
    return this.connections.connect(principal, slug, body);
  }

  @Post('payment-connections/:connectionId/secrets')
  @HttpCode(204)
  @Fresh()
  @ApiOperation({ summary: 'Another secret; the one before still opens for a day' })
  @ApiNoContentResponse()
  changeSecret(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('connectionId') connectionId: string,
    @Body() { secret }: SecretDto,
  ): Promise<void> {
    return this.connections.changeSecret(principal, slug, connectionId, secret);
  }

  @Delete('payment-connections/:connectionId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends a connection; its notices are not taken any more' })
  @ApiNoContentResponse()
  endConnection(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('connectionId') connectionId: string,
  ): Promise<void> {
    return this.connections.end(principal, slug, connectionId);
  }
}
