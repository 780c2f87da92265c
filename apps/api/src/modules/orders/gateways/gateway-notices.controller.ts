import { Controller, Get, Headers, HttpCode, Post, Query, Redirect, Req, UseGuards } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../platform/access/throttle.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { rawBodyOf, TakesRawBody } from '../../../platform/http/raw-body.js';
import { ComeBack } from './come-back.js';
import { StripeNotices } from './stripe-notices.js';
import { VnpayNotices } from './vnpay-notices.js';

export class ReceivedAnswer {
  @ApiProperty() received!: boolean;
}

export class VnpayIpnAnswer {
  @ApiProperty({ enum: ['00', '01', '02', '04', '97', '99'] }) RspCode!: string;
  @ApiProperty() Message!: string;
}

/** Where gateways tell of payments, and where the browser comes back to from their pages. */
@ApiTags('gateways')
@Controller('v1')
@Access('public')
export class GatewayNoticesController {
  constructor(
    private readonly stripe: StripeNotices,
    private readonly vnpay: VnpayNotices,
    private readonly comeBack: ComeBack,
  ) {}

  @Post('webhooks/stripe')
  @HttpCode(200)
  @TakesRawBody()
  @ApiOperation({ summary: 'Events of connected accounts, signed by Stripe' })
  @ApiOkResponse({ type: ReceivedAnswer })
  async ofStripe(
    @Req() request: FastifyRequest,
    @Headers('stripe-signature') signature: string | undefined,
  ): Promise<ReceivedAnswer> {
    await this.stripe.run(rawBodyOf(request), signature);
    return { received: true };
  }

  @Get('webhooks/vnpay')
  @ApiOperation({ summary: 'Notices of payments (IPN), signed by VNPAY; answered in its own codes' })
  @ApiOkResponse({ type: VnpayIpnAnswer })
  ofVnpay(@Req() request: FastifyRequest, @Query() _query: Record<string, string>): Promise<VnpayIpnAnswer> {
    return this.vnpay.run(new URLSearchParams(request.url.split('?')[1] ?? ''));
  }

  @Get('payment-sessions/:id/return')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 60, seconds: 60 })
  @Redirect()
  @ApiOperation({ summary: 'The browser comes back from the page it paid on and goes on to its order' })
  @ApiFoundResponse()
  async return(
    @IdParam('id') id: string,
    @Query() _query: Record<string, string>,
  ): Promise<{ url: string; statusCode: number }> {
    return { url: await this.comeBack.run(id), statusCode: 303 };
  }
}
