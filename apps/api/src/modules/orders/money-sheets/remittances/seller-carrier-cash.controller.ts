import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../../platform/access/access.js';
import { CarrierCashAnswer } from '../money-sheet.dto.js';
import { CarrierCashService } from './carrier-cash.service.js';

/** What carriers have of a shop's cash. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:money')
export class SellerCarrierCashController {
  constructor(private readonly cash: CarrierCashService) {}

  @Get('carrier-cash')
  @ApiOperation({ summary: 'Cash that carriers took at the door and have not handed on' })
  @ApiOkResponse({ type: CarrierCashAnswer })
  held(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<CarrierCashAnswer> {
    return this.cash.held(principal, slug);
  }
}
