import { Body, Controller, Get, Headers, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parsePublicCode } from '#kernel/ids';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { Problem } from '../../../platform/http/problem.js';
import { AcceptByLink } from './accept-by-link.js';
import { OrderToAcceptAnswer } from './acceptance.dto.js';

/** The link in a shop's notice: one order, one act, no session. */
@ApiTags('seller')
@Controller('v1/orders/:code/acceptance')
@Access('bearer-secret')
@ApiHeader({ name: 'Acceptance-Token', required: true })
export class ShopAcceptancesController {
  constructor(private readonly acceptByLink: AcceptByLink) {}

  @Get()
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 30, seconds: 60 })
  @ApiOperation({ summary: 'What the link asks a shop to take on; reading it changes nothing' })
  @ApiOkResponse({ type: OrderToAcceptAnswer })
  read(@Param('code') code: string, @Headers('acceptance-token') token = ''): Promise<OrderToAcceptAnswer> {
    return this.acceptByLink.read(codeOf(code), token);
  }

  @Post()
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 30, seconds: 60 })
  @ApiOperation({ summary: 'The shop takes the order on' })
  @ApiCreatedResponse({ type: OrderToAcceptAnswer })
  async accept(
    @Param('code') typed: string,
    @Body() _body: EmptyDto,
    @Headers('acceptance-token') token = '',
  ): Promise<OrderToAcceptAnswer> {
    const code = codeOf(typed);
    await this.acceptByLink.accept(code, token);
    return this.acceptByLink.read(code, token);
  }
}

function codeOf(typed: string): string {
  const code = parsePublicCode(typed);
  if (code === null) throw new Problem('not_found');
  return code;
}
