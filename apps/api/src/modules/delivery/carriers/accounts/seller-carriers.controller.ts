import { Body, Controller, Delete, Get, HttpCode, Param, Put, type PipeTransform } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { carrierCodes, type CarrierCode } from '#kernel/carriers';
import { Access, CurrentPrincipal, Fresh, type Principal } from '../../../../platform/access/access.js';
import { Problem } from '../../../../platform/http/problem.js';
import { CarrierAccountDto, CarriersAnswer } from './carrier-accounts.dto.js';
import { CarrierAccounts } from './carrier-accounts.js';

const carrierPipe: PipeTransform<string, CarrierCode> = {
  transform: (typed) => {
    const code = carrierCodes.find((candidate) => candidate === typed);
    if (code === undefined) throw new Problem('not_found');
    return code;
  },
};

/** By which carriers a shop sends. Seen by whoever works on its orders, changed by its owner alone. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/carrier-accounts')
export class SellerCarriersController {
  constructor(private readonly accounts: CarrierAccounts) {}

  @Get()
  @Access('seller:orders')
  @ApiOperation({ summary: 'Carriers, and the shop’s own account at each' })
  @ApiOkResponse({ type: CarriersAnswer })
  list(@CurrentPrincipal() principal: Principal, @Param('sellerSlug') slug: string): Promise<CarriersAnswer> {
    return this.accounts.list(principal, slug);
  }

  @Put(':carrier')
  @Access('seller:members')
  @Fresh()
  @ApiParam({ name: 'carrier', enum: carrierCodes })
  @ApiOperation({ summary: 'Send by this account; the carrier is asked whether it knows it' })
  @ApiOkResponse({ type: CarriersAnswer })
  enter(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('carrier', carrierPipe) carrier: CarrierCode,
    @Body() body: CarrierAccountDto,
  ): Promise<CarriersAnswer> {
    return this.accounts.enter(principal, slug, carrier, body);
  }

  @Delete(':carrier')
  @Access('seller:members')
  @Fresh()
  @HttpCode(204)
  @ApiParam({ name: 'carrier', enum: carrierCodes })
  @ApiOperation({ summary: 'Send nothing more there; what was sent is still followed' })
  @ApiNoContentResponse()
  leave(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('carrier', carrierPipe) carrier: CarrierCode,
  ): Promise<void> {
    return this.accounts.leave(principal, slug, carrier);
  }
}
