import { Body, Controller, Get, Headers, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { OrderDetailAnswer } from '../order-answers.dto.js';
import { OrderPageService } from '../order-page.service.js';
import { GiveGoAhead } from './give-go-ahead.js';
import { GoAheadAnswer } from './go-ahead.dto.js';
import { orderCodeOf } from '../order-code.js';
import { ByOrderToken, CurrentBuyer, type OrderBuyer } from '../order-buyer.js';

/** The buyer's word that an order to be paid on delivery is to be sent. */
@ApiTags('buying')
@Controller('v1')
@Access('bearer-secret')
export class ShopGoAheadsController {
  constructor(
    private readonly giveGoAhead: GiveGoAhead,
    private readonly orderPage: OrderPageService,
  ) {}

  @Get('go-aheads/:code')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 30, seconds: 60 })
  @ApiOperation({ summary: 'What the link of a message asks; reading it changes nothing' })
  @ApiHeader({ name: 'Go-Ahead-Token', required: true })
  @ApiOkResponse({ type: GoAheadAnswer })
  read(@Param('code') code: string, @Headers('go-ahead-token') token = ''): Promise<GoAheadAnswer> {
    return this.giveGoAhead.read(orderCodeOf(code), token);
  }

  @Post('go-aheads/:code')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 30, seconds: 60 })
  @ApiOperation({ summary: 'The order is to be sent; said twice it is said once' })
  @ApiHeader({ name: 'Go-Ahead-Token', required: true })
  @ApiCreatedResponse({ type: GoAheadAnswer })
  async byLink(
    @Param('code') typed: string,
    @Body() _body: EmptyDto,
    @Headers('go-ahead-token') token = '',
  ): Promise<GoAheadAnswer> {
    const code = orderCodeOf(typed);
    await this.giveGoAhead.byLink(code, token);
    return this.giveGoAhead.read(code, token);
  }

  @Post('orders/:code/go-ahead')
  @ApiOperation({ summary: 'The same by whoever opens the order' })
  @ByOrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async onPage(
    @Param('code') typed: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    await this.giveGoAhead.onPage(code, buyer);
    return this.orderPage.order(code, buyer);
  }
}
