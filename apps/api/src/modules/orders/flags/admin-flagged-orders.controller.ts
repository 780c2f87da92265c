import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { officerOf } from '../../identity/index.js';
import {
  BuyerContactAnswer,
  FlaggedOrdersAnswer,
  FlaggedOrdersQueryDto,
  ReachBuyerDto,
} from './flagged-orders.dto.js';
import { FlaggedOrdersService } from './flagged-orders.service.js';

/** Open orders with goods that left the floor, for the officers who had them leave. */
@ApiTags('administration')
@Controller('v1/admin/flagged-orders')
export class AdminFlaggedOrdersController {
  constructor(private readonly flagged: FlaggedOrdersService) {}

  @Get()
  @Access('officer:authorities.handle')
  @ApiOperation({ summary: 'Flagged lines of open orders, the newest first; who ordered is not told' })
  @JsonText(FlaggedOrdersAnswer)
  list(@CurrentPrincipal() principal: Principal, @Query() query: FlaggedOrdersQueryDto): Promise<string> {
    return this.flagged.list(officerOf(principal, 'authorities.handle'), query);
  }

  @Post(':orderCode/contact')
  @Access('officer:authorities.handle')
  @HttpCode(200)
  @ApiOperation({ summary: 'Whom to call about a flagged order, for a reason that is written down' })
  @ApiOkResponse({ type: BuyerContactAnswer })
  contact(
    @CurrentPrincipal() principal: Principal,
    @Param('orderCode') orderCode: string,
    @Body() { reason }: ReachBuyerDto,
  ): Promise<BuyerContactAnswer> {
    return this.flagged.contact(officerOf(principal, 'authorities.handle'), orderCode, reason);
  }
}
