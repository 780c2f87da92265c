import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { PushAnswer, PushSubscriptionDto } from './push.dto.js';
import { PushSubscriptions } from './push-subscriptions.service.js';

/** Notices that appear on the devices somebody is signed in on (Web Push). */
@ApiTags('accounts')
@Controller('v1/sessions')
@Access('account')
export class PushSubscriptionsController {
  constructor(private readonly subscriptions: PushSubscriptions) {}

  @Get('current/push-subscription')
  @ApiOperation({ summary: 'Whether this device takes notices, and what a browser subscribes with' })
  @ApiOkResponse({ type: PushAnswer })
  ofDevice(@CurrentPrincipal() principal: Principal): Promise<PushAnswer> {
    return this.subscriptions.ofDevice(principal);
  }

  @Put('current/push-subscription')
  @HttpCode(204)
  @ApiOperation({ summary: 'Show notices on this device; they end when it is signed out' })
  @ApiNoContentResponse()
  subscribe(@CurrentPrincipal() principal: Principal, @Body() body: PushSubscriptionDto): Promise<void> {
    return this.subscriptions.subscribe(principal, body);
  }

  @Delete(':id/push-subscription')
  @HttpCode(204)
  @ApiOperation({ summary: 'Show none on one device any more (the id of its session, or `current`)' })
  @ApiNoContentResponse()
  unsubscribe(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.subscriptions.unsubscribe(principal, id);
  }
}
