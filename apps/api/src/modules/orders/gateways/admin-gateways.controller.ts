import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf } from '../../identity/index.js';
import { GatewayAccounts } from './gateway-accounts.js';
import { GatewaysAnswer } from './gateway-accounts.dto.js';

/** What officers see of how a shop is paid. */
@ApiTags('administration')
@Controller('v1/admin/sellers/:slug/gateway-accounts')
@Access('officer:sellers.read')
export class AdminGatewaysController {
  constructor(private readonly accounts: GatewayAccounts) {}

  @Get()
  @ApiOperation({ summary: 'Which gateways a shop takes payments through' })
  @ApiOkResponse({ type: GatewaysAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<GatewaysAnswer> {
    return this.accounts.ofShop(slug, officerOf(principal, 'sellers.read').communes);
  }
}
