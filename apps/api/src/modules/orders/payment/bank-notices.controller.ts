import { Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { rawBodyOf, TakesRawBody } from '../../../platform/http/raw-body.js';
import { HearBankNotice } from './hear-bank-notice.js';

/** Where services that watch a shop's account tell of money. */
@ApiTags('webhooks')
@Controller('v1/webhooks/bank')
export class BankNoticesController {
  constructor(private readonly hearBankNotice: HearBankNotice) {}

  @Post(':provider/:connectionId')
  @HttpCode(200)
  @Access('bearer-secret')
  // A shop with a busy day sells once a second; whoever guesses signatures does not get far.
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 600, seconds: 60 })
  @TakesRawBody()
  @ApiOperation({ summary: 'Money on a shop’s account, as the service signed it' })
  @ApiOkResponse({ description: 'What the service wants to hear' })
  hear(
    @Param('provider') provider: string,
    @IdParam('connectionId') connectionId: string,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    );
    return this.hearBankNotice.run(provider, connectionId, { headers, body: rawBodyOf(request) });
  }
}
