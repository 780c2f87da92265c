import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { FlaggedOrdersAnswer, OwnFlaggedOrdersQueryDto } from './flagged-orders.dto.js';
import { FlaggedOrdersService } from './flagged-orders.service.js';

/** What of the shop's open orders must not simply be sent. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/flagged-orders')
export class SellerFlaggedOrdersController {
  constructor(private readonly flagged: FlaggedOrdersService) {}

  @Get()
  @Access('seller:orders')
  @ApiOperation({
    summary: 'Lines of open orders whose goods left the floor, with the reason, the newest first',
  })
  @JsonText(FlaggedOrdersAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: OwnFlaggedOrdersQueryDto,
  ): Promise<string> {
    return this.flagged.ofShop(principal, slug, query);
  }
}
