import { Body, Controller, Delete, Get, HttpCode, Param, Put, type PipeTransform } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';
import { gatewayNames, type GatewayName } from '../../payments/index.js';
import { GatewayAccountDto, GatewaysAnswer } from './gateway-accounts.dto.js';
import { GatewayAccounts } from './gateway-accounts.js';

const gatewayPipe: PipeTransform<string, GatewayName> = {
  transform: (typed) => {
    const name = gatewayNames.find((candidate) => candidate === typed);
    if (name === undefined) throw new Problem('not_found');
    return name;
  },
};

/** Where a shop's cards and wallets pay in. Seen by whoever works with its money, changed by its owner alone. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/gateway-accounts')
export class SellerGatewaysController {
  constructor(private readonly accounts: GatewayAccounts) {}

  @Get()
  @Access('seller:money')
  @ApiOperation({ summary: 'Payment gateways, and the shop’s own account at each' })
  @ApiOkResponse({ type: GatewaysAnswer })
  list(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<GatewaysAnswer> {
    return this.accounts.list(principal, slug);
  }

  @Put(':gateway')
  @Access('seller:members')
  @Fresh()
  @ApiParam({ name: 'gateway', enum: gatewayNames })
  @ApiOperation({ summary: 'Take cards or wallets into this account; it must be able to take money' })
  @ApiOkResponse({ type: GatewaysAnswer })
  enter(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('gateway', gatewayPipe) gateway: GatewayName,
    @Body() body: GatewayAccountDto,
  ): Promise<GatewaysAnswer> {
    return this.accounts.enter(principal, slug, gateway, body);
  }

  @Delete(':gateway')
  @Access('seller:members')
  @Fresh()
  @HttpCode(204)
  @ApiParam({ name: 'gateway', enum: gatewayNames })
  @ApiOperation({ summary: 'Take no more there; payments already begun still end' })
  @ApiNoContentResponse()
  leave(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('gateway', gatewayPipe) gateway: GatewayName,
  ): Promise<void> {
    return this.accounts.leave(principal, slug, gateway);
  }
}
